package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.StartupNote;
import org.zhumin.wechat.SimulatedPeople;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's templates, by id, by type of notice and by scene. Those of the simulator, whose
 * ids begin with {@value #SIMULATED}, do not count where WeChat itself answers.
 */
@Component
class Templates implements StartupNote {
    private static final String PROPERTY = "zhumin.notice.templates";
    private static final String SIMULATED = "sim-";

    /** How many wx.requestSubscribeMessage takes. */
    private static final int SCENE_MAX = 5;

    private final List<Template> all;
    private final boolean simulated;
    private final Map<String, Template> byId = new HashMap<>();
    private final Map<String, Template> byType = new HashMap<>();

    Templates(NoticeFile file, SimulatedPeople simulator, NoticeTexts texts) {
        simulated = simulator.allowed();
        all =
                file.templates().stream()
                        .filter(template -> simulated || !template.id().startsWith(SIMULATED))
                        .toList();
        all.forEach(template -> add(template, texts));
        all.stream().flatMap(template -> template.scenes().stream()).forEach(this::checkScene);
    }

    private void add(Template template, NoticeTexts texts) {
        requireNew(byId.put(template.id(), template), template.id());
        for (String type : template.types()) {
            requireNew(byType.put(type, template), type);
            requireTexts(type, texts);
        }
    }

    private static void requireNew(@Nullable Template before, String name) {
        if (before != null) {
            throw new InvalidConfiguration(PROPERTY, "'" + name + "' stands there twice");
        }
    }

    private static void requireTexts(String type, NoticeTexts texts) {
        try {
            texts.title(type, List.of(), Locale.ENGLISH);
            texts.text(type, List.of(), Locale.ENGLISH);
        } catch (NoSuchMessageException missing) {
            throw new InvalidConfiguration(
                    PROPERTY, "there is no notice of the type '" + type + "'");
        }
    }

    /** WeChat asks for at most five at a time, and not for both kinds together. */
    private void checkScene(String scene) {
        List<Template> asked = ofScene(scene);
        if (asked.size() > SCENE_MAX || asked.stream().map(Template::kind).distinct().count() > 1) {
            throw new InvalidConfiguration(
                    PROPERTY,
                    "the scene '"
                            + scene
                            + "' has more than "
                            + SCENE_MAX
                            + " templates, or one-time and long-term ones together");
        }
    }

    Optional<Template> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Template> ofType(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /**
     * @param scene absent for all
     */
    List<Template> ofScene(@Nullable String scene) {
        return all.stream()
                .filter(template -> scene == null || template.scenes().contains(scene))
                .toList();
    }

    @Override
    public List<String> lines() {
        return all.isEmpty()
                ? List.of("Notices      inbox only: config/notices.yaml names no template of yours")
                : List.of();
    }
}
