package org.zhumin.request;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.request.Requests.Scope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The marks under which the desk finds a request: {@code work} holds one for each list it is on and
 * each area or organisation that has that list, such as {@code TRIAGE@a520102}; a request with
 * which nobody has to do anything has none, so that the index over them stays as small as the work
 * is. {@code scope} holds the areas and the organisation alone, for searching.
 */
final class MongoWork {
    /** The due date of what has none, so that it sorts last and is never overdue. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private MongoWork() {}

    static List<String> marks(ServiceRequest request) {
        var marks = new ArrayList<String>();
        for (DeskQueue queue : DeskQueue.of(request)) {
            marks.addAll(marks(queue, areaScope(request), handlerScope(request)));
        }
        ResidentId assignee = request.desk().assignee();
        if (assignee != null && !marks.isEmpty()) {
            marks.add(ofAssignee(assignee));
        }
        return marks;
    }

    static List<String> marks(DeskQueue queue, Scope scope) {
        return marks(
                queue,
                scope.areas().stream().map(MongoWork::area).toList(),
                scope.organizations().stream().map(MongoWork::organization).toList());
    }

    private static List<String> marks(
            DeskQueue queue, List<String> areas, List<String> organizations) {
        Stream<String> ofAreas = queue.isByArea() ? areas.stream() : Stream.empty();
        Stream<String> ofOrganizations =
                queue.isByOrganization() ? organizations.stream() : Stream.empty();
        return Stream.concat(ofAreas, ofOrganizations).map(s -> queue + "@" + s).toList();
    }

    static String ofAssignee(ResidentId clerk) {
        return "ASSIGNED@" + clerk.value();
    }

    static List<String> scopes(ServiceRequest request) {
        List<String> areas = request.place().areaPath().stream().map(MongoWork::area).toList();
        return Stream.concat(areas.stream(), handlerScope(request).stream()).toList();
    }

    static List<String> scopes(Scope scope) {
        return Stream.concat(
                        scope.areas().stream().map(MongoWork::area),
                        scope.organizations().stream().map(MongoWork::organization))
                .toList();
    }

    static Instant due(ServiceRequest request) {
        Instant due = request.dueAt();
        return due == null ? NEVER : due;
    }

    private static List<String> areaScope(ServiceRequest request) {
        return request.desk().path().stream().map(MongoWork::area).toList();
    }

    private static List<String> handlerScope(ServiceRequest request) {
        Handler handler = request.handler();
        return handler == null ? List.of() : List.of(organization(handler.organizationId()));
    }

    private static String area(AreaCode area) {
        return "a" + area.value();
    }

    private static String organization(OrganizationId id) {
        return "o" + id.value();
    }

    /** Fields that a save leaves as they are: others write them. */
    static Set<String> keptFields() {
        return Set.of("_id", "supporters", "owed", "projected");
    }
}
