package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which parameters of a query are read at all. Clients may send others, such as those by which they
 * follow where people came from; these make no difference to an answer, so they must make none to
 * where it is kept.
 */
@Component
class ReadParameters {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable List<Read> reads;

    /** The mappings know all controllers, which need this; so they are asked later. */
    ReadParameters(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** What this controller method reads of the query. */
    static SortedSet<String> of(Method method) {
        var names = new TreeSet<String>();
        for (Parameter parameter : method.getParameters()) {
            RequestParam named = parameter.getAnnotation(RequestParam.class);
            if (named != null) {
                String name = named.name().isEmpty() ? named.value() : named.name();
                names.add(name.isEmpty() ? parameter.getName() : name);
            } else if (parameter.getType() == PageRequest.class) {
                names.addAll(PageRequest.PARAMETERS);
            }
        }
        return names;
    }

    /**
     * What is read of this request's query, always in the same order; all of it where no method is
     * known that gives a {@link PublicAnswer}.
     *
     * @throws IllegalArgumentException if the query cannot be read
     */
    String readOf(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        if (query == null) {
            return "";
        }
        SortedSet<String> names = namesAt(request.getPath().pathWithinApplication());
        return names == null ? "?" + query : join(names, request.getQueryParams());
    }

    private @Nullable SortedSet<String> namesAt(PathContainer path) {
        for (Read read : reads()) {
            if (read.path().matches(path)) {
                return read.names();
            }
        }
        return null;
    }

    /** Lengths tell where a value ends, whatever is in it. */
    private static String join(SortedSet<String> names, MultiValueMap<String, String> given) {
        var joined = new StringBuilder();
        for (String name : names) {
            for (@Nullable String value : given.getOrDefault(name, List.of())) {
                joined.append(joined.isEmpty() ? '?' : '&').append(name);
                if (value != null) {
                    joined.append('=').append(value.length()).append(':').append(value);
                }
            }
        }
        return joined.toString();
    }

    private List<Read> reads() {
        List<Read> known = reads;
        if (known == null) {
            known = new ArrayList<>();
            for (RequestMappingHandlerMapping mapping : mappings) {
                for (Map.Entry<RequestMappingInfo, HandlerMethod> one :
                        mapping.getHandlerMethods().entrySet()) {
                    add(known, one.getKey(), one.getValue().getMethod());
                }
            }
            reads = known;
        }
        return known;
    }

    private static void add(List<Read> all, RequestMappingInfo info, Method method) {
        if (method.isAnnotationPresent(PublicAnswer.class)) {
            for (PathPattern path : info.getPatternsCondition().getPatterns()) {
                all.add(new Read(path, of(method)));
            }
        }
    }

    private record Read(PathPattern path, SortedSet<String> names) {}
}
