package org.zhumin.platform.problem;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.Locale;

/** Text for people, from the features' message files. Chinese unless the caller prefers English. */
@Component
public class Texts {
    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    /** The text under this key; a missing key is a mistake in our files and fails. */
    public String get(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    String get(String key, Locale locale, List<Object> arguments) {
        return get(key, locale, arguments.toArray());
    }

    /** English if the Accept-Language header prefers it to Chinese, otherwise Chinese. */
    public static Locale localeOf(ServerWebExchange exchange) {
        return localeOf(exchange.getRequest().getHeaders());
    }

    /** The same, where there is no exchange. */
    public static Locale localeOf(HttpHeaders headers) {
        // Most callers name no language; parsing costs more than asking.
        if (!headers.containsHeader(HttpHeaders.ACCEPT_LANGUAGE)) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        for (Locale wanted : acceptedLocales(headers)) {
            if (wanted.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
                return Locale.ENGLISH;
            }
            if (wanted.getLanguage().equals(Locale.CHINESE.getLanguage())) {
                break;
            }
        }
        return Locale.SIMPLIFIED_CHINESE;
    }

    private static List<Locale> acceptedLocales(HttpHeaders headers) {
        try {
            return headers.getAcceptLanguageAsLocales();
        } catch (IllegalArgumentException malformedHeader) {
            return List.of();
        }
    }
}
