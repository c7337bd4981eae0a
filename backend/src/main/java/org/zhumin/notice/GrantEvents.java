package org.zhumin.notice;

import org.springframework.stereotype.Component;
import org.zhumin.identity.OpenidDirectory;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;
import org.zhumin.wechat.CallbackListener;
import org.zhumin.wechat.CallbackMessage;
import org.zhumin.wechat.CallbackMessage.Choice;
import org.zhumin.wechat.CallbackMessage.Delivery;
import org.zhumin.wechat.CallbackMessage.SubscribeChanged;
import org.zhumin.wechat.CallbackMessage.SubscribeChosen;
import org.zhumin.wechat.CallbackMessage.SubscribeSent;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the acceptances as WeChat tells of them: what a person chose in the dialog, changed in the
 * settings, and which messages did not arrive. A message that comes again changes nothing.
 */
@Component
class GrantEvents implements CallbackListener {
    /** The person has not accepted, or has taken it back. */
    private static final int NOT_SUBSCRIBED = 43101;

    private final OpenidDirectory people;
    private final Grants grants;
    private final Templates templates;
    private final NoticeMeters meters;

    GrantEvents(OpenidDirectory people, Grants grants, Templates templates, NoticeMeters meters) {
        this.people = people;
        this.grants = grants;
        this.templates = templates;
        this.meters = meters;
    }

    @Override
    public Mono<Void> received(CallbackMessage message) {
        return switch (message) {
            case SubscribeChosen chosen ->
                    people.find(chosen.openid())
                            .flatMap(
                                    person ->
                                            grants.addPushed(
                                                    person,
                                                    answers(chosen.choices()),
                                                    keyOf(chosen)));
            case SubscribeChanged changed ->
                    people.find(changed.openid()).flatMap(person -> change(person, changed));
            case SubscribeSent sent ->
                    people.find(sent.openid()).flatMap(person -> arrived(person, sent));
            default -> Mono.empty();
        };
    }

    /** A long-term acceptance is what the settings say; a one-time one they can only end. */
    private Mono<Void> change(ResidentId person, SubscribeChanged changed) {
        Map<Template, GrantAnswer> said = answers(changed.choices());
        var longTerm = new LinkedHashMap<>(said);
        longTerm.keySet().removeIf(template -> template.kind() == Template.Kind.ONE_TIME);
        List<Template> ended =
                said.keySet().stream()
                        .filter(template -> template.kind() == Template.Kind.ONE_TIME)
                        .filter(template -> said.get(template) == GrantAnswer.REJECT)
                        .toList();
        return grants.addPushed(person, longTerm, keyOf(changed))
                .then(Mono.defer(() -> grants.end(person, ended, endOf(changed))));
    }

    private Mono<Void> arrived(ResidentId person, SubscribeSent sent) {
        sent.deliveries().forEach(meters::arrived);
        List<Template> ended =
                known(
                        sent.deliveries().stream()
                                .filter(delivery -> delivery.errorCode() == NOT_SUBSCRIBED)
                                .map(Delivery::templateId)
                                .toList());
        return grants.end(person, ended, endOf(sent));
    }

    private Map<Template, GrantAnswer> answers(List<Choice> choices) {
        var answers = new LinkedHashMap<Template, GrantAnswer>();
        for (Choice choice : choices) {
            templates
                    .find(choice.templateId())
                    .ifPresent(
                            template ->
                                    answers.put(
                                            template,
                                            choice.accepted()
                                                    ? GrantAnswer.ACCEPT
                                                    : GrantAnswer.REJECT));
        }
        return answers;
    }

    private List<Template> known(Collection<String> ids) {
        return ids.stream().flatMap(id -> templates.find(id).stream()).distinct().toList();
    }

    private static FactKey keyOf(CallbackMessage message) {
        return new FactKey(message.id(), "");
    }

    private static FactKey endOf(CallbackMessage message) {
        return new FactKey(message.id() + "-end", "");
    }
}
