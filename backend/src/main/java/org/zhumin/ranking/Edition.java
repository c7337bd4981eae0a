package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.ranking.Objection.State;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One frozen state of a period (版次). Its inputs never change; what accepted objections take out is
 * laid over them when it is published. Public because the driver's codec for records needs it.
 *
 * @param version from 1
 * @param formula the one in force for the period, as it was
 * @param inputs under which the orders are stored
 * @param tables under which the computed rankings are stored
 * @param orders how many there are
 * @param inputHash SHA-256, in hex, of {@code inputs.csv} as it is downloaded in this state
 * @param objectionsUntil first moment at which organisations may no longer object
 * @param reason why there is another edition; absent for the first
 * @param carried by number of the order: what objections to earlier editions took out
 * @param freezeOperation the id of the call that froze it
 */
public record Edition(
        int version,
        RankingFormula formula,
        String inputs,
        String tables,
        long orders,
        String inputHash,
        Instant frozenAt,
        Instant objectionsUntil,
        @Nullable Instant publishedAt,
        @Nullable String reason,
        Map<String, String> carried,
        List<Objection> objections,
        String freezeOperation,
        String freezeBodyHash,
        @Nullable String publishOperation) {
    public Edition {
        carried = Map.copyOf(carried);
        objections = List.copyOf(objections);
    }

    boolean isPublished() {
        return publishedAt != null;
    }

    /** What is taken out, by the number of the order, in the state that it is in. */
    Map<String, String> exclusions() {
        return isPublished() ? exclusionsToPublish() : carried;
    }

    /** What will be taken out once it is published. */
    Map<String, String> exclusionsToPublish() {
        var all = new HashMap<>(carried);
        for (Objection objection : objections) {
            if (objection.reasonCode() != null) {
                all.put(objection.number(), objection.reasonCode());
            }
        }
        return all;
    }

    boolean hasOpenObjections() {
        return objections.stream().anyMatch(objection -> objection.state() == State.OPEN);
    }

    Optional<Objection> findObjection(String id) {
        return objections.stream().filter(objection -> objection.id().equals(id)).findFirst();
    }

    Edition withObjections(List<Objection> all) {
        return new Edition(
                version,
                formula,
                inputs,
                tables,
                orders,
                inputHash,
                frozenAt,
                objectionsUntil,
                publishedAt,
                reason,
                carried,
                all,
                freezeOperation,
                freezeBodyHash,
                publishOperation);
    }

    Edition published(String newTables, String newHash, Instant at, String operation) {
        return new Edition(
                version,
                formula,
                inputs,
                newTables,
                orders,
                newHash,
                frozenAt,
                objectionsUntil,
                at,
                reason,
                carried,
                objections,
                freezeOperation,
                freezeBodyHash,
                operation);
    }
}
