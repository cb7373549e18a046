package fairlead.bgp.policy;

import static fairlead.bgp.policy.CommunityPattern.ANY_LONG;
import static fairlead.bgp.policy.CommunityPattern.ANY_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.policy.CommunityPattern.Extended;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.CommunityPattern.Large;
import fairlead.bgp.policy.CommunityPattern.Standard;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTextsTest {

    static Stream<Arguments> communities() {
        return Stream.of(
                arguments("65000:1", CommunityPattern.standard(65000, 1)),
                arguments("65000:*", new Standard(Field.of(65000), ANY_SHORT)),
                arguments(
                        "*:100-199",
                        new Standard(ANY_SHORT, new Field.Range(new NumberRange(100, 199)))),
                arguments("0:peer", new Standard(Field.of(0), new Field.Peer())),
                arguments(
                        "4200000001:1:*", new Large(Field.of(4200000001L), Field.of(1), ANY_LONG)),
                arguments(
                        "self:0:peer", new Large(new Field.Self(), Field.of(0), new Field.Peer())),
                arguments("rt:65000:100", new Extended(0x0002fde800000064L, -1L)),
                arguments("rt:65000:*", new Extended(0x0002fde800000000L, 0xffffffff_00000000L)),
                arguments("ro:192.0.2.1:7", new Extended(0x0103c00002010007L, -1L)),
                arguments("rt:65536:1", new Extended(0x0202000100000001L, -1L)),
                arguments("ext:4300000000000002", new Extended(0x4300000000000002L, -1L)),
                arguments("ext:4300*", new Extended(0x43L << 56, 0xffffL << 48)),
                arguments("blackhole", CommunityPattern.standard(65535, 666)),
                arguments("graceful-shutdown", CommunityPattern.standard(65535, 0)),
                arguments("no-export", CommunityPattern.standard(65535, 65281)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("communities")
    void aCommunityIsReadAsItIsWritten(String text, CommunityPattern pattern) {
        assertThat(CommunityText.parse(text)).isEqualTo(pattern);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "65000            | no community such as",
                "65536:1          | 65536 is outside 0-65535",
                "65000:-1         | no community such as",
                "1:2:3:4          | no community such as",
                "1:2:4294967296   | no range within 0-4294967295",
                "rt:65536:65536   | no community such as",
                "rt:*:1           | no community such as",
                "ext:43           | 16 hexadecimal digits, or fewer and *",
                "no-exprot        | no community such as",
            })
    void aCommunityThatIsNoneIsRefused(String text, String complaint) {
        assertThatThrownBy(() -> CommunityText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aPatternCannotBeAdded() {
        var pattern = List.of(CommunityText.parse("65000:*"));
        assertThatThrownBy(() -> new Action.AddCommunities(pattern))
                .hasMessage("only a single community can be set or added, not a pattern");
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "10.0.0.0/8,             10.0.0.0/8,        true",
        "10.0.0.0/8,             10.0.0.0/9,        false",
        "10.0.0.0/8 ge 16 le 24, 10.1.0.0/16,       true",
        "10.0.0.0/8 ge 16 le 24, 10.0.0.0/8,        false",
        "10.0.0.0/8 ge 16 le 24, 10.1.1.0/25,       false",
        "10.0.0.0/8 ge 16 le 24, 11.1.1.0/24,       false",
        "10.0.0.0/8 le 24,       10.0.0.0/8,        true",
        "10.0.0.0/8 ge 24,       10.9.9.9/32,       true",
        "::/0 ge 49,             2001:db8::/48,     false",
        "::/0 ge 49,             2001:db8::/64,     true",
        "0.0.0.0/0 le 32,        2001:db8::/32,     false",
    })
    void aPrefixRangeIsReadAsItIsWritten(String text, String prefix, boolean held) {
        assertThat(PrefixRange.parse(text).contains(Prefix.parse(prefix))).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1/8              | has host bits set",
                "10.0.0.0/8 ge 7         | lengths are from 8 to 32",
                "10.0.0.0/8 le 33        | lengths are from 8 to 32",
                "10.0.0.0/8 ge 24 le 16  | the shorter first",
                "10.0.0.0/8 le 16 ge 9   | is no prefix such as",
                "10.0.0.0                | is not an address prefix",
            })
    void aPrefixRangeThatIsNoneIsRefused(String text, String complaint) {
        assertThatThrownBy(() -> PrefixRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({"5,5,5", "5-10,5,10", "ge 7,7,4294967295", "le 7,0,7", "'5 - 6',5,6"})
    void aRangeOfNumbersIsReadAsItIsWritten(String text, long from, long to) {
        assertThat(NumberRange.parse(text)).isEqualTo(new NumberRange(from, to));
    }

    @Test
    void privateStandsForTheNumbersOfRfc6996() {
        var set = AsSet.parse(List.of("private", "65535"));
        assertThat(Stream.of(64511L, 64512L, 65534L, 65535L, 4200000000L, 4294967295L))
                .filteredOn(set::contains)
                .containsExactly(64512L, 65534L, 65535L, 4200000000L);
    }
}
