package io.orderstream.projector.relay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** Producers as a proof wants them: as they are, failing when everything is sent, or without transactions. */
enum Sabotage implements RelayProducers {
    NONE {
        @Override
        public Producer<String, byte[]> open(Map<String, Object> settings) {
            return new KafkaProducer<>(settings);
        }
    },

    /** Each fourth transaction breaks off after all of its records reached the broker. */
    ABORTING {
        @Override
        public Producer<String, byte[]> open(Map<String, Object> settings) {
            AtomicInteger commits = new AtomicInteger();
            Producer<String, byte[]> real = new KafkaProducer<>(settings);
            return intercept(real, (method, proceed) -> {
                if (method.equals("commitTransaction") && commits.incrementAndGet() % 4 == 0) {
                    real.flush();
                    throw new KafkaException("broken off on purpose");
                }
                return proceed.call();
            });
        }
    },

    /** The same producer, the same records, and no transactions. */
    WITHOUT_TRANSACTIONS {
        @Override
        public Producer<String, byte[]> open(Map<String, Object> settings) {
            Map<String, Object> without = new HashMap<>(settings);
            without.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
            Producer<String, byte[]> real = new KafkaProducer<>(without);
            Set<String> nothing = Set.of("initTransactions", "beginTransaction", "abortTransaction");
            return intercept(real, (method, proceed) -> {
                if (method.equals("commitTransaction")) {
                    real.flush();
                    return null;
                }
                return nothing.contains(method) ? null : proceed.call();
            });
        }
    };

    /** What a call does. */
    interface Call {
        Object call() throws Throwable;
    }

    /** What is done instead of a call. */
    interface Interception {
        Object call(String method, Call proceed) throws Throwable;
    }

    @SuppressWarnings("unchecked")
    private static Producer<String, byte[]> intercept(Producer<String, byte[]> real, Interception interception) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                Sabotage.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> interception.call(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
