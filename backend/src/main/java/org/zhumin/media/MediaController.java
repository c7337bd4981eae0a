package org.zhumin.media;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.media.MediaAccess.Opened;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;

/** Uploads in, bytes out. */
@RestController
class MediaController {
    private static final Duration KEPT_BY_OTHERS = Duration.ofDays(7);

    /** What surrounds the file in a multipart call. */
    private static final long ENVELOPE_BYTES = 64 << 10;

    private final UploadReceiver receiver;
    private final MediaUploads uploads;
    private final MediaAccess access;
    private final MediaViews views;

    MediaController(
            UploadReceiver receiver, MediaUploads uploads, MediaAccess access, MediaViews views) {
        this.receiver = receiver;
        this.uploads = uploads;
        this.access = access;
        this.views = views;
    }

    /**
     * As the API's description shows the call.
     *
     * @param file one picture (jpeg, png, webp; 10 MB) or sound (m4a, mp3; 5 MB)
     */
    record UploadForm(@Schema(type = "string", format = "binary") String file) {}

    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = UploadForm.class)))
    @PostMapping(path = "/api/v1/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<MediaView>> upload(
            @Parameter(hidden = true) @RequestBody Flux<PartEvent> call,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        if (exchange.getRequest().getHeaders().getContentLength()
                > Format.MAX_BYTES + ENVELOPE_BYTES) {
            return Mono.error(MediaProblem.TOO_LARGE::refusal);
        }
        return receiver.receive(call)
                .flatMap(file -> uploads.store(file, actor.id(), key))
                .map(views::ofOwner)
                .map(MediaController::created);
    }

    private static ResponseEntity<MediaView> created(MediaView view) {
        return ResponseEntity.created(URI.create("/api/v1/media/" + view.id().value())).body(view);
    }

    @ApiResponse(
            responseCode = "200",
            description = "The bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/media/{id}")
    Mono<Void> get(
            @PathVariable String id,
            @Parameter(description = "thumb or full") @RequestParam(required = false)
                    @Nullable String size,
            @RequestParam(required = false) @Nullable String sig,
            @RequestParam(required = false) @Nullable String exp,
            @Nullable Actor actor,
            ServerWebExchange exchange) {
        return Mono.defer(
                        () ->
                                access.open(
                                        id,
                                        MediaSize.of(size),
                                        sig,
                                        exp,
                                        actor == null ? null : actor.id()))
                .flatMap(opened -> send(opened, exchange));
    }

    private Mono<Void> send(Opened opened, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        if (opened.everybody()) {
            headers.setCacheControl(CacheControl.maxAge(KEPT_BY_OTHERS).cachePublic());
            if (exchange.checkNotModified("\"" + opened.name() + "\"")) {
                return response.setComplete();
            }
        } else {
            headers.setCacheControl("private, no-store");
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
        headers.setContentType(MediaType.parseMediaType(opened.contentType()));
        headers.setContentLength(opened.bytes());
        headers.setContentDisposition(ContentDisposition.inline().filename(nameOf(opened)).build());
        return response.writeWith(access.read(opened).map(response.bufferFactory()::wrap));
    }

    private static String nameOf(Opened opened) {
        boolean original = opened.contentType().equals(opened.item().format().contentType());
        Format format = original ? opened.item().format() : Format.JPEG;
        return opened.item().id().value() + "." + format.extension();
    }
}
