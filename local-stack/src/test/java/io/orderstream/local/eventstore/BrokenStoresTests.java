package io.orderstream.local.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Proof that the conformance suite can fail: every breakage is noticed by the test that is there for it. */
class BrokenStoresTests {

    @ParameterizedTest
    @EnumSource
    void a_broken_store_fails_the_test_that_is_there_for_its_breakage(Breakage breakage) {
        // given
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(BrokenStoreSubject.class, breakage.test()))
                .configurationParameter(BrokenStoreSubject.PARAMETER, breakage.name())
                .build();
        var listener = new SummaryGeneratingListener();
        // when
        LauncherFactory.create().execute(request, listener);
        // then
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
    }
}
