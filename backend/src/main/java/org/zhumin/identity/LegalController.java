package org.zhumin.identity;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.LegalDocuments.LegalDocument;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.Texts;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** What residents consent to, for everybody. Not a hot read: the text goes by the language. */
@RestController
class LegalController {
    private final LegalDocuments documents;

    LegalController(LegalDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/api/v1/legal/documents")
    Mono<ResponseEntity<Page<LegalDocument>>> list(ServerWebExchange exchange) {
        var page = new Page<>(documents.list(Texts.localeOf(exchange)), null);
        return Mono.just(
                ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                        .varyBy("Accept-Language")
                        .body(page));
    }
}
