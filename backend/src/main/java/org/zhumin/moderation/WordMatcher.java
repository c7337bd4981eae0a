package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds any of many words in a text in one pass over it (Aho and Corasick, 1975): the words form a
 * tree, and each node knows the longest other beginning that it ends in.
 *
 * @param <T> what a word stands for
 */
final class WordMatcher<T> {
    private final Node<T> root;

    private WordMatcher(Node<T> root) {
        this.root = root;
    }

    /** What the words in the text stand for, each once, in the order in which they end. */
    Set<T> find(String text) {
        var found = new LinkedHashSet<T>();
        Node<T> node = root;
        for (int i = 0; i < text.length(); i++) {
            node = node.after(text.charAt(i));
            found.addAll(node.ending);
        }
        return found;
    }

    static final class Builder<T> {
        private final Node<T> root = new Node<>(null);

        /** A word without characters is found nowhere. */
        void add(String word, T meaning) {
            Node<T> node = root;
            for (int i = 0; i < word.length(); i++) {
                node = node.children.computeIfAbsent(word.charAt(i), _ -> new Node<>(root));
            }
            if (node != root) {
                node.ending.add(meaning);
            }
        }

        /** Goes by length, so that what a node falls back to is finished before it. */
        WordMatcher<T> build() {
            var open = new ArrayDeque<Node<T>>(root.children.values());
            while (!open.isEmpty()) {
                Node<T> node = open.remove();
                node.children.forEach(
                        (letter, child) -> {
                            child.fallback = node.fallbackAfter(letter);
                            child.ending.addAll(child.fallback.ending);
                            open.add(child);
                        });
            }
            return new WordMatcher<>(root);
        }
    }

    private static final class Node<T> {
        private final Map<Character, Node<T>> children = new HashMap<>();
        private final Set<T> ending = new LinkedHashSet<>();

        /** Absent at the root alone. */
        private @Nullable Node<T> fallback;

        Node(@Nullable Node<T> root) {
            fallback = root;
        }

        Node<T> fallbackAfter(char letter) {
            return fallback == null ? this : fallback.after(letter);
        }

        Node<T> after(char letter) {
            Node<T> node = this;
            while (true) {
                Node<T> child = node.children.get(letter);
                if (child != null) {
                    return child;
                }
                if (node.fallback == null) {
                    return node;
                }
                node = node.fallback;
            }
        }
    }
}
