package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.zhumin.Zhumin;
import org.zhumin.identity.Actor;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Role;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.ReplyBody;

import reactor.core.publisher.Mono;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An instance of the application, in a process of its own, that answers one request and comes to a
 * stop at one point, where it is killed.
 */
public final class DyingDesk {
    static final String REACHED = "reached the point";

    private DyingDesk() {}

    /** Where it stops. */
    enum Point {
        /** Everything is decided, and nothing is written. */
        DECIDED,
        /** The answer and its debts are written, and nothing is performed. */
        SAVED,
        /** Some of the first portion have been told. */
        TELLING,
        /** The first portion has been told, and that is not noted. */
        TOLD
    }

    /**
     * @param args the point, the request, and the application's own arguments
     */
    public static void main(String[] args) {
        var application = new SpringApplication(Zhumin.class);
        var stop = new Stop(Point.valueOf(args[0]));
        application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(stop));
        String[] own = Arrays.copyOfRange(args, 2, args.length);
        ConfigurableApplicationContext context = application.run(own);
        stop.isArmed = true;
        answer(context.getBean(HandlerService.class), new RequestId(args[1])).block();
    }

    /** The same call, whichever process makes it. */
    static Mono<ServiceRequest> answer(HandlerService handlers, RequestId id) {
        Actor clerk = RequestFixture.clerkOf(Role.HANDLER, "demounit");
        return handlers.reply(
                id, new ReplyBody("已修好", null), clerk, new FactKey("dying" + id.value(), "hash"));
    }

    /** Stands in for what is called at the points. */
    private static final class Stop implements BeanPostProcessor {
        private static final int SOME = 5;

        private final Point point;
        private final AtomicInteger told = new AtomicInteger();
        private volatile boolean isArmed;

        Stop(Point point) {
            this.point = point;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            boolean isCalled =
                    bean instanceof Requests
                            || bean instanceof RequestNotices
                            || bean instanceof ResidentDirectory;
            return isCalled
                    ? Proxy.newProxyInstance(
                            bean.getClass().getClassLoader(),
                            ClassUtils.getAllInterfaces(bean),
                            (_, method, arguments) -> call(bean, method, arguments))
                    : bean;
        }

        private Object call(Object bean, Method method, @Nullable Object[] arguments)
                throws Throwable {
            if (isArmed && comesBefore(bean, method)) {
                return stop();
            }
            Object answer = invoke(bean, method, arguments);
            return isArmed && comesAfter(bean, method) ? ((Mono<?>) answer).then(stop()) : answer;
        }

        private static Object invoke(Object bean, Method method, @Nullable Object[] arguments)
                throws Throwable {
            try {
                method.setAccessible(true);
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        private boolean comesBefore(Object bean, Method method) {
            return switch (point) {
                case DECIDED -> bean instanceof Requests && method.getName().equals("save");
                case TELLING ->
                        bean instanceof ResidentDirectory
                                && method.getName().equals("findVerification")
                                && told.incrementAndGet() > SOME;
                case SAVED, TOLD -> false;
            };
        }

        private boolean comesAfter(Object bean, Method method) {
            return switch (point) {
                case SAVED -> bean instanceof Requests && method.getName().equals("save");
                case TOLD -> bean instanceof RequestNotices && method.getName().equals("perform");
                case DECIDED, TELLING -> false;
            };
        }

        private static Mono<Object> stop() {
            return Mono.fromRunnable(() -> System.out.println(REACHED)).then(Mono.never());
        }
    }
}
