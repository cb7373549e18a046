package fairlead.bench.bgp;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How prefix lengths are spread over the Internet's tables. Weights are thousands of prefixes in a
 * full table of the middle of the 2020s, rounded: what matters is that three in five IPv4 prefixes
 * are a /24, and what comes after it.
 */
enum LengthLaw {
    IPV4(
            8, 0.016, 9, 0.013, 10, 0.04, 11, 0.1, 12, 0.3, 13, 0.58, 14, 1.2, 15, 2.1, 16, 13.6,
            17, 8.5, 18, 14.5, 19, 25.5, 20, 44.5, 21, 52, 22, 108, 23, 98, 24, 580),
    IPV6(
            20, 0.02, 24, 0.04, 28, 0.3, 29, 6, 30, 0.7, 31, 0.3, 32, 27, 33, 3, 34, 3, 35, 1.5, 36,
            8, 37, 0.7, 38, 1.6, 39, 1.2, 40, 19, 41, 1, 42, 4.5, 43, 2, 44, 19, 45, 3, 46, 7, 47,
            5, 48, 99);

    private final double[] upTo = new double[64];

    LengthLaw(double... lengthsAndWeights) {
        for (int i = 0; i < lengthsAndWeights.length; i += 2) {
            upTo[(int) lengthsAndWeights[i]] = lengthsAndWeights[i + 1];
        }
        double all = Arrays.stream(upTo).sum();
        double sum = 0;
        for (int length = 0; length < upTo.length; length++) {
            sum += upTo[length] / all;
            upTo[length] = sum;
        }
    }

    static LengthLaw of(Family family) {
        return switch (family) {
            case IPV4 -> IPV4;
            case IPV6 -> IPV6;
        };
    }

    /** The share, 0 to 1, of prefixes that are {@code length} long. */
    double share(int length) {
        return upTo[length] - (length == 0 ? 0 : upTo[length - 1]);
    }

    int draw(SplittableRandom random) {
        double drawn = random.nextDouble() * upTo[upTo.length - 1];
        int length = 0;
        while (upTo[length] <= drawn) {
            length++;
        }
        return length;
    }
}
