package io.orderstream.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.orderstream.system.Stack.Ended;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page as people see it, in a real browser, on a system that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIntegrationTests {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Stack stack;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    private record Placed(String id, String number) {}

    @BeforeAll
    void start(@TempDir Path home) {
        stack = Stack.up(home);
        Ended demo = Stack.await(stack.startDemo("--scale-factor=0.001", "--limit=150"), "demo");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(
                                Path.of(System.getProperty("orderstream.test.chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        stack.close();
    }

    @BeforeEach
    void given_a_reader() {
        open(1440, 900, ColorScheme.LIGHT);
    }

    @AfterEach
    void nothing_was_complained_about_and_nobody_else_was_asked() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_order_that_is_placed_appears_without_reloading() throws Exception {
        page.navigate(url("/"));
        assertThat(page.locator("#live")).hasText("Live");

        Placed placed = place("ada", "LIVE-1");

        assertThat(row(placed)).containsText("Placed");
        act(placed, "confirm");
        assertThat(row(placed)).containsText("Confirmed");
    }

    @Test
    void an_order_page_changes_when_the_order_does() throws Exception {
        Placed placed = place("ada", "LIVE-2");
        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator("h1")).hasText(placed.number());

        act(placed, "confirm");

        assertThat(page.locator(".statuses")).containsText("Confirmed");
        assertThat(page.locator(".timeline li")).hasCount(2);
    }

    @Test
    void the_slider_shows_the_order_as_it_was() throws Exception {
        Placed placed = place("ada", "PAST-1");
        act(placed, "confirm");
        act(placed, "cancel");
        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator(".statuses")).containsText("Cancelled");
        assertThat(page.locator(".timeline li")).hasCount(3);

        Locator slider = page.getByRole(AriaRole.SLIDER);
        slider.press("ArrowLeft");
        assertThat(page.locator(".statuses")).containsText("Confirmed");
        slider.press("Home");
        assertThat(page.locator(".statuses")).containsText("Placed");
        assertThat(page.locator(".total .amount")).hasText("€238.00");
        slider.press("End");
        assertThat(page.locator(".statuses")).containsText("Cancelled");
    }

    @Test
    void an_order_is_found_by_number_customer_and_sku() throws Exception {
        Placed placed = place("grace-hopper", "FIND-1906");
        page.navigate(url("/"));

        for (String words :
                List.of(placed.number().toLowerCase(Locale.ROOT), "grace-hopper", "FIND-1906", placed.id())) {
            page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(Pattern.compile("Find an order")))
                    .fill(words);
            assertThat(matches()).hasCount(1);
            assertThat(matches()).containsText(placed.number());
        }
        matches().click();

        assertThat(page.locator("h1")).hasText(placed.number());
    }

    @Test
    void nothing_needs_a_mouse() throws Exception {
        Placed placed = place("keyboard", "KEYS-1");
        page.navigate(url("/"));
        assertThat(page.locator("table.orders")).isVisible();

        page.keyboard().press("/");
        page.keyboard().type("KEYS-1");
        assertThat(matches()).hasCount(1);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(placed.number());

        page.goBack();
        row(placed).getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(placed.number());
    }

    @Test
    void an_order_that_is_not_there_is_said_to_be_missing() {
        page.navigate(url("/#/orders/0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11"));

        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Try again");
        complaints.removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    void a_lost_connection_is_said_and_what_happened_meanwhile_is_shown_afterwards() throws Exception {
        page.navigate(url("/"));
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator(".funnel")).isVisible();

        context.setOffline(true);
        page.getByLabel("7 days").check();
        assertThat(page.locator("#sales .stale")).isVisible();
        Placed placed = place("ada", "OFFLINE-1");
        context.setOffline(false);
        page.locator("#sales .stale").getByRole(AriaRole.BUTTON).click();

        assertThat(page.locator("#sales .stale")).hasCount(0);
        assertThat(row(placed)).isVisible();
        complaints.removeIf(complaint -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void the_page_may_run_and_load_only_its_own_files() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(url("/"))).build(), BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe", "http", "*", "data:");
        assertThat(answer.body())
                .doesNotContain("<style", "style=", "onclick")
                .doesNotContainPattern("<script[^>]*>[^<]");
    }

    @ParameterizedTest
    @CsvSource({"1440,900,LIGHT", "1440,900,DARK", "390,844,LIGHT", "390,844,DARK"})
    void every_page_is_accessible_and_fits(int width, int height, ColorScheme scheme) throws Exception {
        Placed placed = place("ada", "SEEN-1");
        act(placed, "confirm");
        context.close();
        open(width, height, scheme);
        String kind = (width > 1000 ? "desktop" : "phone") + "-" + scheme.name().toLowerCase(Locale.ROOT);

        page.navigate(url("/"));
        for (String part : List.of(".chart canvas", ".funnel", "table.heat", ".ranking", "table.orders")) {
            assertThat(page.locator(part)).isVisible();
        }
        isFit("overview-" + kind);

        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator(".timeline li")).hasCount(2);
        isFit("order-" + kind);
    }

    private void isFit(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("%s scrolls sideways", name)
                .isEqualTo(0);
    }

    private void open(int width, int height, ColorScheme scheme) {
        complaints.clear();
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(url("/"))) {
                complaints.add("asked " + request.url());
            }
        });
    }

    /** What the search found; the options of a select have the same role. */
    private Locator matches() {
        return page.locator("#matches").getByRole(AriaRole.OPTION);
    }

    private Locator row(Placed order) {
        return page.locator("table.orders tr[data-id=\"" + order.id() + "\"]");
    }

    private String url(String path) {
        return stack.url("query-service") + path;
    }

    private Placed place(String customer, String sku) throws Exception {
        JsonNode placed = post("/v1/orders", """
                {"currency":"EUR","channel":"web","customerId":"%s","lines":[{"sku":"%s","name":"1917 Grand Touring Sedan",
                 "quantity":2,"unitPrice":"100.00","taxRates":[{"code":"VAT","rate":"0.19"}]}]}""".formatted(customer, sku));
        return new Placed(
                placed.path("orderId").asString(), placed.path("number").asString());
    }

    private void act(Placed order, String command) throws Exception {
        post("/v1/orders/" + order.id() + "/" + command, "");
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> done = client.send(
                HttpRequest.newBuilder(URI.create(stack.url("command-service") + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(done.statusCode()).as(done.body()).isIn(200, 201);
        return JsonMapper.shared().readTree(done.body());
    }
}
