package fairlead.bgp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.bgp.policy.PlainRoute.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsPathPatternTest {

    @ParameterizedTest(name = "{0} on ''{1}'': {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "^$                      ;                     '';                        true",
                "^$                      ;                     65001;                     false",
                "65001                   ;                  65001;                     true",
                "65001                   ;                  1 65001 2;                 true",
                "65001                   ;                  650011;                    false",
                "_65001_                 ;                1 65001 2;                 true",
                "^65001                  ;                 65001 2;                   true",
                "^65001                  ;                 1 65001;                   false",
                "65010$                  ;                 1 65010;                   true",
                "65010$                  ;                 65010 1;                   false",
                "^65001 .* 65010$        ;       65001 65010;               true",
                "^65001 .* 65010$        ;       65001 7 8 65010;           true",
                "^65001_.*_65010$        ;       65001 7 8 65010 9;         false",
                "^.$                     ;                    65001;                     true",
                "^.$                     ;                    65001 65001;               false",
                "^65001+$                ;               65001 65001 65001;         true",
                "^65001+ 65002?$         ;        65001 65002 65002;         false",
                "^.{2,3}$                ;               1 2 3;                     true",
                "^.{2,3}$                ;               1 2 3 4;                   false",
                "^.{2}$                  ;                 1 2;                       true",
                "^.{3,}$                 ;                1 2;                       false",
                "^.{3,}$                 ;                1 2 3 4 5;                 true",
                "[64512-65534]           ;          1 64600 2;                 true",
                "[64512-65534 23456]     ;    23456;                     true",
                "^[^65001-65003]+$       ;      65004 1 4200000001;        true",
                "^[^65001-65003]+$       ;      65004 65002;               false",
                "^(65001 65002|65003)$   ;  65001 65002;               true",
                "^(65001 65002|65003)$   ;  65003;                     true",
                "^(65001 65002|65003)$   ;  65001 65003;               false",
                "^(1 2)+$                ;               1 2 1 2;                   true",
                "^(1 2)+$                ;               1 2 1;                     false",
                "^(1|2)* 3$              ;             1 2 2 1 3;                 true",
                "^4294967295$            ;           4294967295;                true",
            })
    void aPatternFindsItsPaths(String pattern, String path, boolean found) {
        assertThat(matches(pattern, path(path))).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0} on 1 '{'2,3'}' 4: {1}")
    @CsvSource({"^1 2 4$, true", "^1 3 4$, true", "^1 5 4$, false", "^1 2 3 4$, false"})
    void aSetIsOnePlaceAndIsAnyOfItsMembers(String pattern, boolean found) {
        var path =
                List.of(
                        new Segment(false, List.of(1L)),
                        new Segment(true, List.of(2L, 3L)),
                        new Segment(false, List.of(4L)));
        assertThat(matches(pattern, path)).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "65001)             | expected nothing more, or an item at ')'",
                "(65001             | expected ')' at its end",
                "[65001             | expected a number at its end",
                "[]                 | expected a number at ']'",
                "4294967296         | expected an AS number, 0 to 4294967295 at '4294967296'",
                "6500165002650      | expected a number at '6500165002650'",
                "65001 ^ 65002      | expected nothing more, or an item at '^ 65002'",
                "AS65001            | expected nothing more, or an item at 'AS65001'",
                "65001**            | expected nothing more, or an item at '*'",
                ".{3,2}             | {3,2}: the lower number comes first",
                ".{65}              | '.{65}' names more than 64 hops",
                "(.{60}){60}        | names more than 64 hops",
                "^1 {2 3} 4$        | expected '}' at '3} 4$'",
                "[5-4]              | 5-4 is no range",
            })
    void aPatternThatIsNoneSaysWhereItStops(String pattern, String complaint) {
        assertThatThrownBy(() -> AsPathPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void bracketsBeyondReasonAreRefused() {
        assertThatThrownBy(() -> AsPathPattern.parse("(".repeat(100_000)))
                .hasMessageContaining("expected fewer than 20 brackets in one another");
    }

    private static boolean matches(String pattern, List<Segment> path) {
        var parsed = AsPathPattern.parse(pattern);
        var octets = PlainRoute.of("10.0.0.0/8").withPath(path).octets();
        var span = new AttributeSpan();
        span.read(octets, 0, octets.length);
        int type = AttributeSpan.AS_PATH;
        boolean found =
                new AsPathAutomaton(parsed).matches(octets, span.value(type), span.endOf(type));
        assertThat(NaiveInterpreter.matches(parsed, path)).as("the oracle").isEqualTo(found);
        return found;
    }

    private static List<Segment> path(String text) {
        var asns = new ArrayList<Long>();
        if (!text.isEmpty()) {
            Arrays.stream(text.split(" ", -1)).map(Long::valueOf).forEach(asns::add);
        }
        return asns.isEmpty() ? List.of() : List.of(new Segment(false, asns));
    }
}
