package io.orderstream.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.nio.support.classic.ClassicToAsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.classic.ClassicToAsyncResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.IOCallback;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/** One request that sends lines while it reads results. For one use; closing it breaks off what is under way. */
final class ImportExchange implements AutoCloseable {

    private static final int MOST_OF_A_PROBLEM = 64 * 1024;

    private final URI uri;
    private final Timeout silence;
    private final HttpAsyncRequester http;

    /** What is done with each result. */
    interface Results {
        void take(String line) throws IOException;
    }

    /**
     * An exchange.
     *
     * @param silence how long the server may neither read nor answer
     */
    ImportExchange(URI uri, Duration silence) {
        this.uri = uri;
        this.silence = Timeout.of(silence);
        this.http = AsyncRequesterBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setSoTimeout(this.silence)
                        .build())
                .create();
    }

    /**
     * Sends until the sender returns and takes results until there are no more.
     *
     * @param sender writes the lines, in a thread of its own, which is interrupted when the answer has ended
     * @throws RefusedException if the server does not import
     * @throws IOException if the connection broke off
     */
    void run(IOCallback<OutputStream> sender, Results results) throws IOException, InterruptedException {
        http.start();
        ClassicToAsyncRequestProducer request = new ClassicToAsyncRequestProducer(
                ClassicRequestBuilder.post(uri)
                        .setEntity(new EntityTemplate(ContentType.create("application/x-ndjson"), sender))
                        .build(),
                silence);
        Answer answer = new Answer(silence);
        http.execute(request, answer, silence, null);
        Thread sending = Thread.ofVirtual().start(() -> send(request));
        try (ClassicHttpResponse response = answer.blockWaiting()) {
            take(response, results);
        } finally {
            sending.interrupt();
            close();
            sending.join();
        }
    }

    /** What goes wrong here shows in the answer. */
    private static void send(ClassicToAsyncRequestProducer request) {
        try {
            request.blockWaiting().execute();
        } catch (IOException | InterruptedException brokenOff) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ClassicHttpResponse response, Results results) throws IOException {
        if (response.getCode() != HttpStatus.SC_OK) {
            throw refused(response);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.getEntity().getContent(), UTF_8))) {
            takeAll(lines, results);
        }
    }

    /** Closing an answer takes the rest of it, of which there is none once the connection is closed. */
    private void takeAll(BufferedReader lines, Results results) throws IOException {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                results.take(line);
            }
        } catch (IOException notTaken) {
            close();
            throw notTaken;
        }
    }

    private static RefusedException refused(ClassicHttpResponse response) throws IOException {
        try {
            String body =
                    response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity(), MOST_OF_A_PROBLEM);
            return new RefusedException(response.getCode(), body, response.containsHeader("Retry-After"));
        } catch (ParseException strange) {
            throw new InterruptedIOException(strange.getMessage());
        }
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }

    /**
     * Ends for whoever reads it when the connection does; the consumer by itself lets them wait as long as they are
     * patient, and tells why only when they read on.
     */
    private static final class Answer extends ClassicToAsyncResponseConsumer {

        Answer(Timeout silence) {
            super(silence);
        }

        @Override
        public void releaseResources() {
            try {
                streamEnd(List.of());
            } catch (HttpException | IOException impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                super.releaseResources();
            }
        }
    }
}
