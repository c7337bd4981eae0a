package org.zhumin.moderation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaLibrary.MediaForReview;
import org.zhumin.media.MediaStatus;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Opens a case for each upload of which WeChat could not say whether it may be shown, and notes
 * what it refused as withheld, so that its owner, who is told of it, may appeal. The case comes
 * first, then the notice, and then the note that it is there, so that a crash between them is made
 * good by the next look. Needs no lease: a case is opened once, and its owner told once.
 */
@Component
class MediaIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MediaIntake.class);
    private static final int AT_A_TIME = 100;

    private final MediaLibrary library;
    private final ModerationQueue queue;
    private final Notices notices;

    MediaIntake(MediaLibrary library, ModerationQueue queue, Notices notices) {
        this.library = library;
        this.queue = queue;
        this.notices = notices;
    }

    @Scheduled(
            initialDelayString = "${zhumin.moderation.media-every:PT15S}",
            fixedDelayString = "${zhumin.moderation.media-every:PT15S}")
    Mono<Void> takeIn() {
        return library.listForReview(AT_A_TIME, null)
                .flatMapMany(slice -> Flux.fromIterable(slice.items()))
                .concatMap(this::tryToTakeIn)
                .then()
                .onErrorResume(DomainException.class, MediaIntake::tryNextTime);
    }

    /** One that is erased meanwhile must not keep the others waiting. */
    private Mono<Void> tryToTakeIn(MediaForReview waiting) {
        var id = waiting.media().id();
        return open(waiting)
                .then(Mono.defer(() -> library.putBeforePerson(id)))
                .onErrorResume(
                        DomainException.class,
                        failure -> {
                            LOG.info(
                                    "Media {} has no case yet: {}",
                                    id.value(),
                                    failure.getMessage());
                            return Mono.empty();
                        });
    }

    private Mono<Void> open(MediaForReview waiting) {
        String id = waiting.media().id().value();
        return waiting.media().status() == MediaStatus.REFUSED
                ? queue.noteRefused(MediaContent.TYPE, id, ReasonCode.OTHER)
                        .filter(ModerationCase::isRefusedByCheck)
                        .flatMap(refused -> tell(waiting, refused))
                : queue.openFirst(MediaContent.TYPE, id, ReasonCode.OTHER);
    }

    /** Named by the case, under which the owner may appeal. */
    private Mono<Void> tell(MediaForReview waiting, ModerationCase refused) {
        var type = ModerationNotice.refused(waiting.media().kind());
        String id = refused.id().value();
        return notices.tell(
                new NewNotice(
                        waiting.owner(),
                        type,
                        type.code(),
                        id,
                        List.of(),
                        CaseNotices.pageOf(refused.id())));
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Media was not put before a person, MongoDB does not answer");
        return Mono.empty();
    }
}
