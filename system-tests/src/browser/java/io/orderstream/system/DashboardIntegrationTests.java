package io.orderstream.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.orderstream.system.Stack.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page as people see it, in a real browser, on a system that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIntegrationTests {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;
    private static final int COLD_LOADS = 5;

    /** An answer to any read of the overview when there is nothing. */
    private static final String NOTHING = """
            {"zone":"UTC","items":[],"next":null,"totals":[],"by":"units","work":[],"placed":0,"confirmed":0,"shipped":0,
             "delivered":0,"completed":0,"cancelled":0,
             "took":{"placedToShipped":{"count":0},"placedToDelivered":{"count":0}}}""";

    private static final String WATCH_COLD_LOAD = """
            window.seen = {};
            const parts = { orders: 'table.orders tbody tr', chart: '.chart canvas' };
            const look = () => {
              for (const [name, part] of Object.entries(parts)) {
                if (!window.seen[name] && document.querySelector(part)) {
                  window.seen[name] = Math.round(performance.now());
                }
              }
              if (!window.seen.orders || !window.seen.chart) {
                requestAnimationFrame(look);
              }
            };
            look();""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    /** Parts of the complaints that a test causes; the browser may tell them later than the page shows why. */
    private final List<String> expected = new ArrayList<>();

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
        complaints.removeIf(complaint -> expected.stream().anyMatch(complaint::contains));
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
        expected.add("404");
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
        expected.add("ERR_INTERNET_DISCONNECTED");
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

    @Test
    void what_changes_while_the_page_is_opened_is_shown_too() throws Exception {
        AtomicReference<Route> connecting = new AtomicReference<>();
        page.route("**/v1/live", connecting::set);
        page.navigate(url("/"));
        assertThat(page.locator("table.orders")).isVisible();

        Placed placed = place("ada", "EARLY-1");
        connecting.get().resume();

        assertThat(row(placed)).isVisible();
    }

    @Test
    void a_list_that_comes_late_does_not_hide_what_was_told_meanwhile() throws Exception {
        page.navigate(url("/"));
        assertThat(page.locator("#live")).hasText("Live");
        AtomicReference<Runnable> answer = new AtomicReference<>();
        page.route(Pattern.compile("/v1/orders\\?limit=50$"), route -> {
            APIResponse old = route.fetch();
            answer.set(() -> route.fulfill(new Route.FulfillOptions().setResponse(old)));
        });
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show more"))
                .click();
        page.waitForCondition(() -> answer.get() != null);

        Placed placed = place("ada", "LATE-1");
        assertThat(row(placed)).isVisible();
        answer.get().run();

        assertThat(page.locator("table.orders tbody tr")).hasCount(50);
        assertThat(row(placed)).isVisible();
    }

    @Test
    void what_an_update_told_is_read_as_it_was_told() throws Exception {
        Placed placed = place("ada", "TOLD-1");
        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator(".timeline li")).hasCount(1);

        Request read = page.waitForRequest(
                request ->
                        request.url().contains("/history") && request.headers().containsKey("consistency-token"),
                () -> confirm(placed));

        assertThat(read.url()).contains(placed.id());
        assertThat(page.locator(".timeline li")).hasCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales?", "/v1/orders/funnel?", "/v1/products/top?", "/v1/fulfilment"})
    void figures_show_at_least_what_an_update_told(String figures) throws Exception {
        Placed placed = place("ada", "FIGURES-1");
        page.navigate(url("/"));
        assertThat(page.locator("#live")).hasText("Live");

        Request read = page.waitForRequest(
                request -> request.url().contains(figures) && request.headers().containsKey("consistency-token"),
                () -> confirm(placed));

        assertThat(read.response().status()).isEqualTo(200);
    }

    @Test
    void a_history_that_is_behind_its_order_is_read_again() throws Exception {
        Placed placed = place("ada", "BEHIND-1");
        String order = url("/v1/orders/" + placed.id());
        page.waitForCondition(() -> page.request().get(order + "/history").ok());
        String old = page.request().get(order + "/history").text();
        confirm(placed);
        page.waitForCondition(() -> page.request().get(order).text().contains("CONFIRMED"));
        AtomicInteger asked = new AtomicInteger();
        page.route(Pattern.compile("/history"), route -> {
            if (asked.getAndIncrement() == 0) {
                fulfill(route, 200, old);
            } else {
                route.resume();
            }
        });
        page.route(Pattern.compile("/v1/live"), Route::abort);

        page.navigate(url("/#/orders/" + placed.id()));

        assertThat(page.locator(".timeline li")).hasCount(2);
        expected.add("ERR_FAILED");
    }

    @Test
    void the_skip_link_stays_on_its_page() throws Exception {
        Placed placed = place("ada", "SKIP-1");
        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator("h1")).hasText(placed.number());

        page.locator(".skip").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).isFocused();
        assertThat(page.locator("h1")).hasText(placed.number());
    }

    @Test
    void enter_opens_what_was_typed_and_not_what_was_found_before() throws Exception {
        Placed first = place("enter-1", "ENTER-1");
        Placed second = place("enter-2", "ENTER-2");
        page.navigate(url("/"));
        Locator search = page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(Pattern.compile("Find an order")));
        search.fill("ENTER-1");
        assertThat(matches()).containsText(first.number());

        search.fill("ENTER-2");
        search.press("Enter");

        assertThat(page.locator("h1")).hasText(second.number());
    }

    @Test
    void a_price_that_is_finer_than_its_currency_is_shown_whole() throws Exception {
        JsonNode placed = post("/v1/orders", """
                {"currency":"EUR","lines":[{"sku":"FINE-1","quantity":8,"unitPrice":"0.125"}]}""");

        page.navigate(url("/#/orders/" + placed.path("orderId").asString()));

        assertThat(page.locator("table.lines")).containsText("€0.125");
    }

    @Test
    void days_are_those_of_the_zone_that_figures_are_counted_in() {
        page.route(Pattern.compile("/v1/sales"), route -> {
            APIResponse sales = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(sales)
                    .setBody(sales.text().replace("\"UTC\"", "\"Pacific/Kiritimati\"")));
        });

        page.waitForRequest(
                request -> request.url().contains("/funnel?placedFrom=")
                        && request.url().contains("T10%3A00%3A00.000Z"),
                () -> page.navigate(url("/")));
    }

    @Test
    void a_german_reader_sees_german_amounts_and_dates() throws Exception {
        Placed placed = place("ada", "GERMAN-1");
        context.close();
        open(1440, 900, ColorScheme.LIGHT, "de-DE");

        page.navigate(url("/#/orders/" + placed.id()));

        assertThat(page.locator(".total .amount")).hasText("238,00\u00a0€");
        assertThat(page.locator(".facts").first())
                .containsText(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("d. ")));
    }

    @Test
    void the_description_of_the_api_is_shown_within_what_the_page_may_load() {
        page.navigate(url("/docs"));

        assertThat(page.locator(".opblock-summary-path").first()).isVisible();
    }

    @Test
    void the_figures_are_those_of_the_api_beside_the_period_before() {
        List<JsonNode> sales = new CopyOnWriteArrayList<>();
        page.onResponse(response -> {
            if (response.url().contains("/v1/sales?")) {
                sales.add(JsonMapper.shared().readTree(response.text()));
            }
        });
        page.navigate(url("/"));
        assertThat(page.locator("#figures .value")).hasCount(4);
        assertThat(page.locator("#live")).hasText("Live");
        page.waitForCondition(() -> sales.size() >= 4);
        String currency = page.locator("#period select").inputValue();
        List<JsonNode> byPeriod = sales.subList(sales.size() - 2, sales.size()).stream()
                .sorted(Comparator.comparing(
                        (JsonNode each) -> each.path("from").asString()))
                .toList();
        JsonNode before = total(byPeriod.getFirst(), currency);
        JsonNode now = total(byPeriod.getLast(), currency);

        assertThat(byPeriod.getFirst().path("to")).isEqualTo(byPeriod.getLast().path("from"));
        Locator net = page.locator("#figures .figure").first();
        assertThat(net.locator(".value"))
                .hasAttribute("title", english(now.path("net").path("amount").asString(), currency));
        assertThat(page.locator("#figures .figure").nth(1).locator(".value"))
                .hasText(NumberFormat.getInstance(Locale.UK)
                        .format(now.path("orders").asLong()));
        assertThat(page.locator("#figures .figure").nth(1).locator(".change"))
                .containsText(changed(
                        now.path("orders").asLong(), before.path("orders").asLong()));
    }

    private static JsonNode total(JsonNode sales, String currency) {
        return sales.path("totals")
                .valueStream()
                .filter(each -> each.path("currency").asString().equals(currency))
                .findFirst()
                .orElse(JsonMapper.shared().createObjectNode());
    }

    private static String english(String amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.UK);
        format.setCurrency(Currency.getInstance(currency));
        return format.format(new BigDecimal(amount));
    }

    private static String changed(long now, long before) {
        if (before == 0) {
            return "nothing to compare with";
        }
        double percent = Math.round(1000.0 * (now - before) / before) / 10.0;
        return (percent > 0 ? "+" : "")
                + new DecimalFormat("#,##0.#", DecimalFormatSymbols.getInstance(Locale.UK)).format(percent) + "%";
    }

    @ParameterizedTest
    @CsvSource({"1440,900,LIGHT", "390,844,DARK"})
    void what_has_nothing_to_show_or_waits_or_fails_says_so(int width, int height, ColorScheme scheme) {
        for (String state : List.of("loading", "empty", "failing")) {
            context.close();
            open(width, height, scheme);
            page.route(Pattern.compile("/v1/"), route -> {
                if (state.equals("empty")) {
                    fulfill(route, 200, NOTHING);
                } else if (state.equals("failing")) {
                    fulfill(route, 503, "{\"title\":\"The read models cannot be reached\",\"detail\":\"Try again.\"}");
                }
            });
            page.navigate(url("/"));

            Locator shown = page.locator(Map.of("loading", ".skeleton", "empty", ".empty", "failing", ".failure")
                    .get(state));
            assertThat(shown).hasCount(5);
            isFit(state + "-" + kind(width, scheme));
            expected.addAll(List.of("503", "EventSource"));
        }
    }

    private static void fulfill(Route route, int status, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body));
    }

    /** Not an assertion but a measurement, for docs/benchmarks.md. */
    @Test
    void how_long_a_cold_load_takes_is_measured() throws IOException {
        List<Map<?, ?>> rounds = new ArrayList<>();
        for (int round = 0; round < COLD_LOADS; round++) {
            context.close();
            open(1440, 900, ColorScheme.LIGHT);
            page.addInitScript(WATCH_COLD_LOAD);
            page.navigate(url("/"));
            page.waitForFunction("() => window.seen?.orders && window.seen?.chart");
            rounds.add((Map<?, ?>) page.evaluate("() => window.seen"));
        }

        String measured = JsonMapper.shared().writeValueAsString(Map.of("millisFromNavigation", rounds));
        Files.writeString(Path.of("target", "cold-load.json"), measured);
        System.out.println("Cold load of the page: " + measured);
        assertThat(rounds).hasSize(COLD_LOADS);
    }

    @ParameterizedTest
    @CsvSource({"1440,900,LIGHT", "1440,900,DARK", "390,844,LIGHT", "390,844,DARK"})
    void every_page_is_accessible_and_fits(int width, int height, ColorScheme scheme) throws Exception {
        Placed placed = place("ada", "SEEN-1");
        act(placed, "confirm");
        context.close();
        open(width, height, scheme);
        String kind = kind(width, scheme);

        page.navigate(url("/"));
        for (String part : List.of(".chart canvas", ".funnel", "table.heat", ".ranking", "table.orders")) {
            assertThat(page.locator(part)).isVisible();
        }
        isFit("overview-" + kind);

        page.navigate(url("/#/orders/" + placed.id()));
        assertThat(page.locator(".timeline li")).hasCount(2);
        isFit("order-" + kind);
    }

    private static String kind(int width, ColorScheme scheme) {
        return (width > 1000 ? "desktop" : "phone") + "-" + scheme.name().toLowerCase(Locale.ROOT);
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
        open(width, height, scheme, "en-GB");
    }

    private void open(int width, int height, ColorScheme scheme, String locale) {
        complaints.clear();
        expected.clear();
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setTimezoneId("UTC")
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

    private void confirm(Placed order) {
        try {
            act(order, "confirm");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
