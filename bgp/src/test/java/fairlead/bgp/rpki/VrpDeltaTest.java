package fairlead.bgp.rpki;

import static fairlead.bgp.rpki.RoaTableTest.drawn;
import static fairlead.bgp.rpki.RoaTableTest.vrp;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VrpDeltaTest {

    private record Said(boolean announced, Vrp vrp) {}

    @Test
    void aDeltaDoesWhatItsWordsDoOneByOne() {
        forAll(
                300,
                dice -> {
                    var held = drawn(dice, 30);
                    var words = new ArrayList<Said>();
                    for (var vrp : drawn(dice, 30)) {
                        words.add(new Said(dice.nextBoolean(), vrp));
                    }
                    for (var vrp : held) {
                        words.add(new Said(dice.nextBoolean(), vrp));
                    }
                    return List.of(held, words);
                },
                drawn -> {
                    @SuppressWarnings("unchecked")
                    var held = (List<Vrp>) drawn.getFirst();
                    @SuppressWarnings("unchecked")
                    var words = (List<Said>) drawn.getLast();
                    var expected = new HashSet<>(held);
                    boolean contradicts = false;
                    var delta = new VrpDelta();
                    for (var word : words) {
                        delta.add(word.announced(), word.vrp());
                        contradicts |=
                                !(word.announced()
                                        ? expected.add(word.vrp())
                                        : expected.remove(word.vrp()));
                    }
                    var applied = delta.applyTo(VrpSet.of(held));
                    assertThat(all(applied.set())).isEqualTo(expected);
                    assertThat(applied.contradiction().isPresent()).isEqualTo(contradicts);
                });
    }

    @Test
    void aContradictionNamesThePayloadThatWasSaidFirst() {
        var there = vrp("10.0.0.0/8", 8, 1);
        var delta = new VrpDelta();
        delta.add(true, vrp("10.1.0.0/16", 16, 1));
        delta.add(false, vrp("10.2.0.0/16", 16, 1));
        delta.add(true, there);
        var applied = delta.applyTo(VrpSet.of(List.of(there)));
        assertThat(applied.contradiction())
                .contains(new VrpDelta.Contradiction(false, vrp("10.2.0.0/16", 16, 1)));
        assertThat(all(applied.set())).containsExactlyInAnyOrder(there, vrp("10.1.0.0/16", 16, 1));
    }

    @Test
    void unionAndDifferenceAreThoseOfSets() {
        forAll(
                200,
                dice -> List.of(drawn(dice, 40), drawn(dice, 40)),
                pair -> {
                    var a = VrpSet.of(pair.getFirst());
                    var b = VrpSet.of(pair.getLast());
                    var union = new HashSet<>(all(a));
                    union.addAll(all(b));
                    var both = new HashSet<>(all(a));
                    both.retainAll(all(b));
                    assertThat(all(a.union(b))).isEqualTo(union);
                    union.removeAll(both);
                    assertThat(all(a.difference(b))).isEqualTo(union);
                });
    }

    static Set<Vrp> all(VrpSet set) {
        var all = new HashSet<Vrp>();
        set.forEach(all::add);
        assertThat(all).as("no payload twice").hasSize(set.size());
        return all;
    }
}
