package fairlead.host.packet;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** Ethernet frames to try things with: few values each, so that conditions often meet them. */
final class Frames {

    private static final List<Integer> ADDRESSES =
            List.of(0x0a010a04, 0x0a010204, 0x0a010205, 0xcb00710a);
    private static final List<Integer> PORTS = List.of(80, 179, 443, 53412);
    private static final List<Integer> PROTOCOLS = List.of(1, 6, 6, 17, 47, 50, 89, 132);

    private Frames() {}

    static byte[] drawn(SplittableRandom dice) {
        return switch (dice.nextInt(8)) {
            case 0 -> arp(one(dice, ADDRESSES), one(dice, ADDRESSES));
            case 1 -> ethernet(0x86dd, new byte[] {0x60, 0, 0, 0, 0, 0, 59, 64}, 60);
            case 2 -> ethernet(0x1234, new byte[4], 60);
            default ->
                    ip(
                            one(dice, PROTOCOLS),
                            one(dice, ADDRESSES),
                            one(dice, ADDRESSES),
                            dice.nextInt(5, 8),
                            dice.nextInt(4) == 0 ? 185 : 0,
                            one(dice, PORTS),
                            one(dice, PORTS));
        };
    }

    /** The ports stand behind a header of so many words; of a fragment only the offset differs. */
    static byte[] ip(
            int protocol,
            int source,
            int destination,
            int words,
            int fragment,
            int sourcePort,
            int destinationPort) {
        var packet = ByteBuffer.allocate(4 * words + 40);
        packet.put((byte) (0x40 | words)).put((byte) 0).putShort((short) packet.capacity());
        packet.putShort((short) 7).putShort((short) fragment).put((byte) 64).put((byte) protocol);
        packet.putShort((short) 0).putInt(source).putInt(destination);
        packet.position(4 * words);
        packet.putShort((short) sourcePort).putShort((short) destinationPort);
        return ethernet(0x0800, packet.array(), packet.capacity());
    }

    static byte[] arp(int sender, int target) {
        var packet = ByteBuffer.allocate(28);
        packet.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4);
        packet.putShort((short) 1).position(14);
        packet.putInt(sender).position(24);
        return ethernet(0x0806, packet.putInt(target).array(), 46);
    }

    static byte[] ethernet(int type, byte[] payload, int length) {
        var frame = ByteBuffer.allocate(14 + length);
        frame.position(12);
        return frame.putShort((short) type).put(payload).array();
    }

    private static int one(SplittableRandom dice, List<Integer> values) {
        return values.get(dice.nextInt(values.size()));
    }
}
