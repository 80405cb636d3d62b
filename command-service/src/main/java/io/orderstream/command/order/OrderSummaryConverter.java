package io.orderstream.command.order;

import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes summaries with their length, so that an answer is one write to the network rather than chunks. */
final class OrderSummaryConverter extends AbstractHttpMessageConverter<OrderSummary> {

    private final ObjectWriter writer;

    OrderSummaryConverter(JsonMapper json) {
        super(MediaType.APPLICATION_JSON);
        this.writer = json.writerFor(OrderSummary.class);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == OrderSummary.class;
    }

    @Override
    public boolean canRead(Class<?> type, MediaType mediaType) {
        return false;
    }

    @Override
    protected OrderSummary readInternal(Class<? extends OrderSummary> type, HttpInputMessage input) {
        throw new UnsupportedOperationException("summaries are only written");
    }

    @Override
    protected void writeInternal(OrderSummary summary, HttpOutputMessage output) throws IOException {
        byte[] body = writer.writeValueAsBytes(summary);
        output.getHeaders().setContentLength(body.length);
        output.getBody().write(body);
    }
}
