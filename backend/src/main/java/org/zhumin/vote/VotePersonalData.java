package org.zhumin.vote;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Electorate;
import org.zhumin.identity.PersonalData;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;
import java.util.Map;

/** A resident's votes, for export and erasure. */
@Component
class VotePersonalData implements PersonalData {
    private final Electorate electorate;
    private final Leavers leavers;
    private final Receipts receipts;

    VotePersonalData(Electorate electorate, Leavers leavers, Receipts receipts) {
        this.electorate = electorate;
        this.leavers = leavers;
        this.receipts = receipts;
    }

    @Override
    public String section() {
        return "votes";
    }

    @Override
    public Mono<Map<String, Object>> export(ResidentId resident) {
        return electorate
                .findVoterKey(resident)
                .flatMapMany(leavers::votesOf)
                .map(this::exported)
                .collectList()
                .map(votes -> Map.of("votes", votes));
    }

    private Map<String, Object> exported(VoteFact fact) {
        var held = new LinkedHashMap<String, Object>();
        held.put("subject", fact.poll().subject());
        held.put("step", fact.poll().step());
        held.put("vote", fact.vote());
        held.put("takenBack", fact.takenBack());
        held.put("at", fact.at());
        if (fact.quarantine() != null) {
            held.put("quarantine", fact.quarantine());
        }
        if (fact.appeal() != null) {
            held.put("appeal", fact.appeal());
        }
        held.put("receipt", receipts.of(fact.poll(), fact.voterKey(), fact.revision()));
        return held;
    }

    @Override
    public Mono<Void> erase(ResidentId resident) {
        return electorate.findVoterKey(resident).flatMap(leavers::leave);
    }
}
