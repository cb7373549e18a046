package fairlead.azure.template;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    /**
     * For each resource those that it depends on, and in which order the template lists the
     * resources.
     */
    record Graph(List<List<Integer>> edges, List<Integer> listed) {}

    /** A graph without circles: each resource depends on some of a lower number. */
    private static Graph draw(SplittableRandom dice) {
        int size = dice.nextInt(1, 25);
        var edges =
                IntStream.range(0, size)
                        .mapToObj(i ->
                                IntStream.range(0, i)
                                        .filter(_ -> dice.nextInt(4) == 0)
                                        .boxed()
                                        .toList())
                        .toList();
        var listed = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        for (int i = size - 1; i > 0; i--) {
            listed.set(i, listed.set(dice.nextInt(i + 1), listed.get(i)));
        }
        return new Graph(edges, listed);
    }

    private static String template(Graph graph) {
        var resources = new ArrayList<String>();
        for (int i : graph.listed()) {
            var names = graph.edges().get(i).stream().map(j -> "\"r" + j + "\"").toList();
            resources.add(
                    "{\"type\": \"A.B/c\", \"apiVersion\": \"1\", \"name\": \"r"
                            + i
                            + "\", \"dependsOn\": "
                            + names
                            + "}");
        }
        return "{\"resources\": " + resources + "}";
    }

    private static DeploymentPlan plan(Graph graph) {
        try {
            return Deployments.plan(template(graph));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everythingStandsAfterWhatItWaitsForAndNothingIsLost() {
        forAll(
                300,
                DependenciesTest::draw,
                graph -> {
                    var done = new HashSet<String>();
                    for (var node : plan(graph).nodes()) {
                        assertThat(done).containsAll(node.dependsOn());
                        int number = Integer.parseInt(node.id().name().substring(1));
                        assertThat(node.dependsOn()).hasSameSizeAs(graph.edges().get(number));
                        done.add(node.key());
                    }
                    assertThat(done).hasSize(graph.listed().size());
                });
    }

    @Test
    void thePlanIsTheSameWhenItIsMadeAgain() {
        forAll(
                50,
                DependenciesTest::draw,
                graph -> assertThat(plan(graph).nodes()).isEqualTo(plan(graph).nodes()));
    }

    @Test
    void oneEdgeBackIsACircle() {
        forAll(
                100,
                dice -> {
                    var graph = draw(dice);
                    int last = graph.edges().size() - 1;
                    var edges = new ArrayList<>(graph.edges());
                    edges.set(0, List.of(last));
                    if (last > 0) {
                        edges.set(last, List.of(0));
                    }
                    return new Graph(edges, graph.listed());
                },
                graph -> {
                    var refused =
                            catchThrowableOfType(
                                    RefusedException.class,
                                    () -> Deployments.plan(template(graph)));
                    assertThat(refused).isNotNull();
                    assertThat(refused.error().code())
                            .isEqualTo("InvalidTemplateCircularDependency");
                });
    }
}
