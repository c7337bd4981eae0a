package org.zhumin.request;

import org.zhumin.platform.ConfigEntry;
import org.zhumin.platform.ConfigFiles;
import org.zhumin.platform.InvalidConfiguration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The category tree, and each category by its code. */
class Categories {
    private static final String PROPERTY = "zhumin.request.categories";

    static final ConfigFiles.Source SOURCE =
            new ConfigFiles.Source("request-categories.yaml", "zhumin.request", PROPERTY);

    private final List<Category> roots;
    private final Map<String, Category> byCode = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();

    Categories(List<Category> roots) {
        this.roots = List.copyOf(roots);
        roots.forEach(this::add);
    }

    static Categories read(ConfigEntry file) {
        return new Categories(file.some("categories", file.entries("categories", Category::read)));
    }

    private void add(Category category) {
        if (byCode.put(category.code(), category) != null) {
            throw new InvalidConfiguration(
                    PROPERTY, "the category code '" + category.code() + "' stands there twice");
        }
        for (Category child : category.children()) {
            parents.put(child.code(), category.code());
            add(child);
        }
    }

    /** From each category to the one above it. */
    Map<String, String> parents() {
        return Map.copyOf(parents);
    }

    /** Those whose requests show nobody where they are. */
    List<String> withoutPublicLocation() {
        return byCode.values().stream()
                .filter(category -> !category.publicLocation())
                .map(Category::code)
                .sorted()
                .toList();
    }

    List<Category> roots() {
        return roots;
    }

    Optional<Category> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Fails with {@link RequestProblem#CATEGORY_UNKNOWN}. */
    Category get(String code) {
        return find(code).orElseThrow(() -> RequestProblem.CATEGORY_UNKNOWN.refusal(code));
    }
}
