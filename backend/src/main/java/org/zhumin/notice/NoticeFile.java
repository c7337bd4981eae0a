package org.zhumin.notice;

import org.springframework.boot.convert.DurationStyle;
import org.zhumin.platform.ConfigEntry;
import org.zhumin.platform.ConfigFiles;

import java.util.List;
import java.util.function.Function;

/**
 * How residents are told, as {@code config/notices.yaml} has it.
 *
 * @param templates the operator's templates at WeChat; none: inbox only
 * @param times what the properties of the same names may set too
 */
record NoticeFile(List<Template> templates, NoticeProperties times) {
    static final ConfigFiles.Source SOURCE =
            new ConfigFiles.Source("notices.yaml", "zhumin.notice", "zhumin.notice.templates");

    private static final Function<String, String> CLOCK =
            ConfigEntry.matching(NoticeProperties.CLOCK);

    NoticeFile {
        templates = List.copyOf(templates);
    }

    static NoticeFile read(ConfigEntry file) {
        return new NoticeFile(
                file.entries("templates", Template::read),
                new NoticeProperties(
                        file.optional("quiet-from", CLOCK).orElse(null),
                        file.optional("quiet-to", CLOCK).orElse(null),
                        file.optional("keep", DurationStyle::detectAndParse).orElse(null)));
    }
}
