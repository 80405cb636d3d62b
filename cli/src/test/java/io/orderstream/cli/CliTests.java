package io.orderstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_the_commands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^Commands:$")
                .containsPattern("(?m)^  demo ")
                .containsPattern("(?m)^  relay ");
    }

    @Test
    void help_of_the_demo_says_where_addresses_come_from() {
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString()).contains("ORDERSTREAM_COMMAND_URL", "ORDERSTREAM_QUERY_URL", "ORDERSTREAM_KAFKA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scale-factor=0", "--limit=0", "--concurrency=0", "--patience=0", "--unknown=1"})
    void an_option_that_makes_no_sense_is_named(String option) {
        assertThat(run("demo", option)).isEqualTo(2);
        assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
    }

    @Test
    void a_service_that_is_not_there_is_named() throws IOException {
        var nowhere = "http://localhost:" + freePort();

        assertThat(run("demo", "--url-command", nowhere)).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing answers at " + nowhere);
    }

    private int run(String... arguments) {
        return Cli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
