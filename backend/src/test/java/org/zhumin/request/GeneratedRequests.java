package org.zhumin.request;

import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoTestSettings;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.RequestAction.Party;
import org.zhumin.wechat.TextVerdict.Suggestion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Invented requests as a city has them, for measurements: made by the real transitions and written
 * by the real codec. Areas and categories are skewed as 1/rank; 97 in 100 are over; half of what is
 * being worked on has been so for up to a month, so that some of it is late.
 */
public final class GeneratedRequests {
    /** Organisations that answer, besides the demo's own. */
    public static final int ORGANIZATIONS = 199;

    private static final int OPEN_PERCENT_TENTHS = 27;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneId.of("Asia/Shanghai"));
    private static final List<Subject> SUBJECTS =
            List.of(
                    new Subject("roads-surface", "路面破损", "人行道好几块地砖松动，下雨天一踩就溅水，老人走过容易摔跤"),
                    new Subject("environment-waste", "垃圾无人清运", "垃圾桶已经满了好几天，没有人来清运，夏天味道很大"),
                    new Subject("roads-lamp", "路灯不亮", "路灯坏了好几天，晚上老人和孩子出门看不见路"),
                    new Subject("environment-noise", "夜间施工噪声扰民", "工地半夜还在施工，噪音太大，孩子睡不着觉"),
                    new Subject("utilities-water", "自来水水压低", "高峰时段水压太低，四楼以上用水困难"),
                    new Subject("roads-parking", "乱停车堵住消防通道", "消防通道上长期停着几辆车，消防车进不来"),
                    new Subject("housing-property", "物业不维修单元门", "单元门坏了一个月，物业一直没有维修"),
                    new Subject("housing-lift", "电梯经常停运", "电梯三天两头停运，高层的老人上下楼困难"));
    private static final List<String> STREETS =
            List.of("文昌路", "中华北路", "都司路", "箭道街", "富水路", "观水路", "延安路", "瑞金路", "花果园", "青云路");

    private final List<List<AreaCode>> communities;
    private final double[] areaShares;
    private final double[] subjectShares;
    private final MongoRequestSeals seals = RequestFixture.seals();
    private final Instant now;

    /**
     * @param areas the area tree's file
     */
    public GeneratedRequests(Path areas, Instant now) {
        communities = communities(areas);
        areaShares = shares(communities.size());
        subjectShares = shares(SUBJECTS.size());
        this.now = now;
    }

    private static List<List<AreaCode>> communities(Path file) {
        var parents = new HashMap<String, String>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.split("\t", -1);
                if (!line.startsWith("#") && columns.length >= 4) {
                    parents.put(columns[0], columns[2]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parents.keySet().stream()
                .filter(code -> code.length() == 12)
                .sorted((a, b) -> Integer.compare(mixed(a), mixed(b)))
                .map(code -> path(code, parents))
                .toList();
    }

    /** So that the busiest are spread over the city. */
    private static int mixed(String code) {
        return new Random(code.hashCode()).nextInt();
    }

    private static List<AreaCode> path(String code, Map<String, String> parents) {
        var path = new ArrayList<AreaCode>();
        for (String one = code; one != null && !one.isEmpty(); one = parents.get(one)) {
            path.addFirst(new AreaCode(one));
        }
        return path;
    }

    private static double[] shares(int n) {
        double[] sums = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        return sums;
    }

    private static int pick(double[] sums, Random random) {
        double at = random.nextDouble() * sums[sums.length - 1];
        int found = Arrays.binarySearch(sums, at);
        return found < 0 ? -found - 1 : found;
    }

    /** Those of the store. */
    public static List<IndexModel> indexes(MongoDatabase database) {
        return new MongoRequests(
                        database,
                        MongoTestSettings.groups(),
                        RequestFixture.seals(),
                        DeadlineFixture.ESCALATION)
                .indexes();
    }

    /** The request of this number; the same number gives the same but for its id. */
    public Generated generate(int i, CodecRegistry codecs) {
        var random = new Random(i * 31L + 7);
        boolean open = random.nextInt(1000) < OPEN_PERCENT_TENTHS;
        int hours = open ? random.nextInt(24 * 30) + 24 : random.nextInt(24 * 345) + 24 * 20;
        Instant at = now.minus(Duration.ofHours(hours)).minusMillis(random.nextInt(3_600_000));
        ServiceRequest submitted = submitted(i, at, random);
        ServiceRequest request = open ? open(submitted, random) : over(submitted, random);
        return new Generated(request.outcome(), encoded(request, codecs));
    }

    private ServiceRequest submitted(int i, Instant at, Random random) {
        List<AreaCode> path = communities.get(pick(areaShares, random));
        Subject subject = SUBJECTS.get(pick(subjectShares, random));
        String street = STREETS.get(random.nextInt(STREETS.size()));
        GeoPoint point = random.nextInt(5) == 0 ? null : point(path, random);
        var draft =
                new Draft(
                        random.nextInt(4) == 0 ? RequestKind.COMPLAINT : RequestKind.HELP,
                        subject.category(),
                        street + random.nextInt(300) + "号" + subject.title(),
                        street + "附近，" + subject.content() + "，希望能尽快派人来看一看。",
                        new Place(path, null, point, null),
                        Map.of(),
                        List.of(),
                        null,
                        Origin.APP,
                        random.nextInt(10) < 7);
        String number = DAY.format(at) + String.format(Locale.ROOT, "%06d", i % 1_000_000);
        var owner = new ResidentId("resident" + random.nextInt(100_000));
        return ServiceRequest.submit(
                draft, number, Suggestion.PASS, owner, step(Party.OWNER, owner.value(), at));
    }

    /** Around the middle of its community, which is somewhere in the city. */
    private static GeoPoint point(List<AreaCode> path, Random random) {
        var middle = new Random(path.getLast().value().hashCode());
        return new GeoPoint(
                106.55 + middle.nextDouble() * 0.35 + random.nextGaussian() * 0.004,
                26.45 + middle.nextDouble() * 0.3 + random.nextGaussian() * 0.004);
    }

    private static ServiceRequest open(ServiceRequest submitted, Random random) {
        int kind = random.nextInt(100);
        if (kind < 10) {
            return submitted;
        }
        ServiceRequest accepted = accepted(submitted);
        if (kind < 20) {
            return accepted;
        }
        ServiceRequest sent = sent(accepted, random);
        if (kind < 35) {
            return sent;
        }
        ServiceRequest signed = signed(sent);
        return kind < 80 ? signed : replied(signed, 10);
    }

    private static ServiceRequest over(ServiceRequest submitted, Random random) {
        int kind = random.nextInt(100);
        if (kind < 2) {
            return TriageMoves.reject(
                    submitted,
                    RejectReason.OTHER_CITY,
                    "请向当地反映",
                    step(Party.TRIAGE, "triage", after(submitted, 1)));
        }
        if (kind < 4) {
            return ResidentMoves.withdraw(
                    submitted, "已自行解决", step(Party.OWNER, "owner", after(submitted, 1)));
        }
        ServiceRequest accepted = accepted(submitted);
        if (kind < 6) {
            return TriageMoves.merge(
                    accepted,
                    RequestFixture.submitted(),
                    step(Party.TRIAGE, "triage", after(accepted, 1)));
        }
        ServiceRequest replied =
                replied(signed(sent(accepted, random)), 20 + random.nextInt(24 * 10));
        Outcome outcome = random.nextInt(6) == 0 ? Outcome.PARTLY : Outcome.SOLVED;
        return ResidentMoves.confirm(
                replied,
                outcome,
                2 + random.nextInt(4),
                "谢谢",
                step(Party.OWNER, "owner", after(replied, 20)));
    }

    private static ServiceRequest accepted(ServiceRequest request) {
        return TriageMoves.accept(
                request, null, null, true, step(Party.TRIAGE, "triage", after(request, 1)));
    }

    private static ServiceRequest sent(ServiceRequest request, Random random) {
        int n = random.nextInt(ORGANIZATIONS + 1);
        Handler handler =
                n == ORGANIZATIONS
                        ? new Handler(new OrganizationId("demounit"), "演示市级办理单位", AreaLevel.CITY)
                        : new Handler(
                                new OrganizationId("benchunit" + n), "虚拟办理单位" + n, AreaLevel.CITY);
        return TriageMoves.dispatch(
                request, handler, "请尽快", step(Party.TRIAGE, "triage", after(request, 1)));
    }

    private static ServiceRequest signed(ServiceRequest request) {
        return HandlerMoves.sign(request, step(Party.HANDLER, "clerk", after(request, 2)));
    }

    private static ServiceRequest replied(ServiceRequest request, int hours) {
        return HandlerMoves.reply(
                request,
                "已派人到现场查看并处理完毕，感谢您的反映。",
                List.of(),
                step(Party.HANDLER, "clerk", after(request, hours)));
    }

    private static Instant after(ServiceRequest request, int hours) {
        return request.updatedAt().plus(Duration.ofHours(hours));
    }

    private static Step step(Party party, String actor, Instant at) {
        return new Step(
                at,
                new ResidentId(actor),
                party,
                new FactKey(Ids.random(), "hash"),
                RequestFixture.CLOCKS);
    }

    /** Counted already, and nothing for the sweepers to do: they would write while one measures. */
    private BsonDocument encoded(ServiceRequest request, CodecRegistry codecs) {
        var document = new BsonDocument();
        codecs.get(MongoRequestDocument.class)
                .encode(
                        new BsonDocumentWriter(document),
                        MongoRequestDocument.of(request, seals, null, List.of()),
                        EncoderContext.builder().build());
        List.of("movesCosigners", "unansweredAt", "confirmBy").forEach(document::remove);
        if (document.containsKey("outcome")) {
            document.getDocument("outcome").put("dirty", BsonBoolean.FALSE);
        }
        return document;
    }

    /**
     * @param outcome absent when no organisation had it
     * @param document as the store has it
     */
    public record Generated(RequestOutcome outcome, BsonDocument document) {}

    private record Subject(String category, String title, String content) {}
}
