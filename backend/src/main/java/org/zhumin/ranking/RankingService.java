package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.Area;
import org.zhumin.area.AreaLevel;
import org.zhumin.area.AreaName;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * Reads rankings: a published edition if there is one, else what is counted so far. Both are stored
 * ready, so that no read looks at orders.
 */
@Component
class RankingService {
    private final Periods periods;
    private final Tables tables;
    private final Tallies tallies;
    private final Facts facts;
    private final Inputs inputs;
    private final FormulaService formulas;
    private final Rosters rosters;
    private final Clock clock;

    RankingService(
            Periods periods,
            Tables tables,
            Tallies tallies,
            Facts facts,
            Inputs inputs,
            FormulaService formulas,
            Rosters rosters,
            Clock clock) {
        this.periods = periods;
        this.tables = tables;
        this.tallies = tallies;
        this.facts = facts;
        this.inputs = inputs;
        this.formulas = formulas;
        this.rosters = rosters;
        this.clock = clock;
    }

    /**
     * Fails for a month to come.
     *
     * @param version of an edition; absent for the latest published one
     */
    Mono<RankingView> read(
            YearMonth month, Area area, @Nullable AreaLevel level, @Nullable Integer version) {
        var wanted = new Wanted(requireBegun(month), area, level);
        return version == null ? readLatest(wanted) : readVersion(wanted, version);
    }

    /** What is counted is asked for beside the period, since most months have no edition yet. */
    private Mono<RankingView> readLatest(Wanted wanted) {
        return Mono.zip(periods.get(wanted.period()), counted(wanted))
                .flatMap(
                        found -> {
                            RankingPeriod period = found.getT1();
                            return period.findPublished()
                                    .map(edition -> readEdition(wanted, period, edition))
                                    .orElseGet(() -> live(wanted, period, found.getT2()));
                        });
    }

    private Mono<RankingView> readVersion(Wanted wanted, int version) {
        return periods.get(wanted.period())
                .flatMap(period -> readEdition(wanted, period, period.get(version)));
    }

    private YearMonth requireBegun(YearMonth month) {
        if (month.isAfter(YearMonth.now(clock))) {
            throw RankingProblem.PERIOD_UNKNOWN.refusal(month.toString());
        }
        return month;
    }

    private static @Nullable Edition chosen(RankingPeriod period, @Nullable Integer version) {
        return version == null ? period.findPublished().orElse(null) : period.get(version);
    }

    private Mono<RankingView> readEdition(Wanted wanted, RankingPeriod period, Edition edition) {
        return tables.find(edition.tables(), wanted.key())
                .defaultIfEmpty(new RankingTable(wanted.key(), List.of(), List.of()))
                .map(table -> wanted.view(period, edition, table));
    }

    private Mono<Tallies.Dated> counted(Wanted wanted) {
        return tallies.find(wanted.key()).defaultIfEmpty(wanted.nothing());
    }

    private Mono<RankingView> live(Wanted wanted, RankingPeriod period, Tallies.Dated counted) {
        return Mono.zip(formulas.inForce(wanted.period()), rosters.recent())
                .map(found -> wanted.live(period, counted, found.getT1(), found.getT2()));
    }

    /**
     * The orders of an edition, or of a month without one, as they are now.
     *
     * @param version absent for the latest published edition, else the latest frozen one
     */
    Mono<InputsFile> readInputs(YearMonth month, @Nullable Integer version) {
        String period = requireBegun(month).toString();
        return periods.get(period)
                .flatMap(
                        found -> {
                            Edition edition = chosen(found, version);
                            if (edition == null) {
                                edition = found.findLast().orElse(null);
                            }
                            return edition == null
                                    ? liveInputs(period)
                                    : Mono.just(inputsOf(period, edition));
                        });
    }

    private InputsFile inputsOf(String period, Edition edition) {
        Map<String, String> exclusions = edition.exclusions();
        Flux<String> lines =
                inputs.stream(edition.inputs())
                        .map(
                                order ->
                                        Csv.line(
                                                order,
                                                exclusions.getOrDefault(
                                                        order.number(), order.excluded()),
                                                edition.formula()));
        return new InputsFile("ranking-" + period + "-v" + edition.version() + ".csv", lines);
    }

    private Mono<InputsFile> liveInputs(String period) {
        return formulas.inForce(period)
                .map(
                        formula ->
                                new InputsFile(
                                        "ranking-" + period + ".csv",
                                        facts.ofPeriod(period)
                                                .map(
                                                        order ->
                                                                Csv.line(
                                                                        order,
                                                                        order.excluded(),
                                                                        formula))));
    }

    /**
     * A file to download.
     *
     * @param lines without the header
     */
    record InputsFile(String name, Flux<String> lines) {}

    /** What somebody asks for. */
    private record Wanted(YearMonth month, Area area, @Nullable AreaLevel level) {
        String period() {
            return month.toString();
        }

        String key() {
            return Tally.keyOf(period(), area.code(), level);
        }

        Tallies.Dated nothing() {
            return new Tallies.Dated(Tabulation.empty(key()), Instant.EPOCH);
        }

        RankingView live(
                RankingPeriod period, Tallies.Dated found, RankingFormula formula, Roster roster) {
            var table =
                    RankingTable.of(found.tally(), formula, roster.expected(area.code(), level));
            Instant asOf = found.at().equals(Instant.EPOCH) ? null : found.at();
            return view(RankingStatus.PROVISIONAL, null, period, formula, asOf, null, table);
        }

        RankingView view(RankingPeriod period, Edition edition, RankingTable table) {
            return view(
                    RankingStatus.of(edition),
                    edition.version(),
                    period,
                    edition.formula(),
                    edition.frozenAt(),
                    edition.inputHash(),
                    table);
        }

        private RankingView view(
                RankingStatus status,
                @Nullable Integer version,
                RankingPeriod period,
                RankingFormula formula,
                @Nullable Instant asOf,
                @Nullable String inputHash,
                RankingTable table) {
            return new RankingView(
                    period(),
                    RankingPeriod.startOf(month),
                    RankingPeriod.startOf(month.plusMonths(1)),
                    new AreaName(area.code(), area.name()),
                    level,
                    status,
                    status != RankingStatus.PUBLISHED,
                    version,
                    period.editions().stream().map(RankingView.Version::of).toList(),
                    formula.version(),
                    formula,
                    asOf,
                    inputHash,
                    table.rows(),
                    table.withoutOrders());
        }
    }
}
