package fairlead.azure.hub;

import static java.util.stream.Collectors.joining;

import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The systems that a route passed, the nearest first. */
public record AsPath(List<Hop> hops) {

    public static final AsPath EMPTY = new AsPath(List.of());

    /** A place in the path. */
    public sealed interface Hop {

        /** One system. */
        record Single(Asn asn) implements Hop {}

        /** Systems whose order was lost by aggregation (AS_SET). */
        record Aggregate(List<Asn> asns) implements Hop {
            public Aggregate {
                asns = asns.stream().sorted().distinct().toList();
            }
        }
    }

    public AsPath {
        hops = List.copyOf(hops);
    }

    /** A path without sets. */
    public static AsPath of(long... asns) {
        var hops = new ArrayList<Hop>();
        for (long asn : asns) {
            hops.add(new Hop.Single(new Asn(asn)));
        }
        return new AsPath(hops);
    }

    /** Its length for comparison: a set counts as one (RFC 4271 §9.1.2.2). */
    public int length() {
        return hops.size();
    }

    public boolean contains(Asn asn) {
        return hops.stream()
                .anyMatch(hop ->
                        switch (hop) {
                            case Hop.Single(var one) -> one.equals(asn);
                            case Hop.Aggregate(var set) -> set.contains(asn);
                        });
    }

    /** This path with one more system in front. */
    public AsPath prepended(Asn asn) {
        return new AsPath(Stream.concat(Stream.of(new Hop.Single(asn)), hops.stream()).toList());
    }

    /** {@code 65147-65147-65147}: the form of Azure's API, repeats kept; a set is {@code {1,2}}. */
    public String hyphened() {
        return joined("-");
    }

    /** {@code 65147 65147 65147}: the form of routers. */
    @Override
    public String toString() {
        return joined(" ");
    }

    private String joined(String separator) {
        return hops.stream()
                .map(hop ->
                        switch (hop) {
                            case Hop.Single(var asn) -> asn.toString();
                            case Hop.Aggregate(var set) ->
                                    set.stream().map(Asn::toString).collect(joining(",", "{", "}"));
                        })
                .collect(joining(separator));
    }
}
