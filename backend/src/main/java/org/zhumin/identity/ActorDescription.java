package org.zhumin.identity;

import io.swagger.v3.oas.models.security.SecurityRequirement;

import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Says in the API description which calls need a token. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("springdoc.api-docs.enabled")
class ActorDescription {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class, Session.class);
    }

    @Bean
    GlobalOperationCustomizer tokenNeeded() {
        return (operation, method) -> {
            if (needsToken(method)) {
                operation.addSecurityItem(new SecurityRequirement().addList("token"));
            }
            return operation;
        };
    }

    private static boolean needsToken(HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == Actor.class && !parameter.isOptional()) {
                return true;
            }
        }
        return false;
    }
}
