package fairlead.azure.platform;

import fairlead.azure.dns.DnsAnswer;
import fairlead.azure.dns.DnsQuestion;
import fairlead.azure.dns.DnsRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** From the octets of a query to those of its response. */
final class DnsMessages {

    /** What a response over TCP may have (RFC 1035 §4.2.2). */
    static final int LONGEST = 65_535;

    /** What a caller that says nothing about it takes over UDP (RFC 1035 §4.2.1). */
    private static final int PLAIN = 512;

    /** Passes every link without fragments (DNS flag day 2020). */
    private static final int UNFRAGMENTED = 1232;

    private static final int HEADER = 12;

    /** In seconds: machines come and go within seconds here. */
    private static final int TTL = 10;

    private final Function<DnsQuestion, DnsAnswer> names;

    DnsMessages(Function<DnsQuestion, DnsAnswer> names) {
        this.names = names;
    }

    /**
     * The response to a datagram, cut to what its sender takes; empty for what is no query at all.
     */
    Optional<byte[]> overUdp(byte[] octets) {
        return response(octets).map(response -> response.toWire(longest(response)));
    }

    /** The response to a message over TCP; empty for what is no query at all. */
    Optional<byte[]> overTcp(byte[] octets) {
        return response(octets).map(response -> response.toWire(LONGEST));
    }

    /** The sender's limit was put into the response's own OPT, within ours (RFC 6891 §6.2.5). */
    private static int longest(Message response) {
        var opt = response.getOPT();
        return opt == null ? PLAIN : opt.getPayloadSize();
    }

    private Optional<Message> response(byte[] octets) {
        Message query;
        try {
            query = new Message(octets);
        } catch (IOException | IllegalArgumentException malformed) {
            // The second is what the reader makes of some values that cannot be, such as TTLs.
            return octets.length < HEADER || isResponse(octets)
                    ? Optional.empty()
                    : Optional.of(fault(octets));
        }
        if (query.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        var response = beginning(query);
        response.getHeader().setRcode(fill(query, response));
        return Optional.of(response);
    }

    private static boolean isResponse(byte[] octets) {
        return (octets[2] & 0x80) != 0;
    }

    private static Message fault(byte[] octets) {
        var header = new Header((octets[0] & 255) << 8 | octets[1] & 255);
        header.setFlag(Flags.QR);
        header.setRcode(Rcode.FORMERR);
        var response = new Message();
        response.setHeader(header);
        return response;
    }

    private static Message beginning(Message query) {
        var response = new Message(query.getHeader().getID());
        var header = response.getHeader();
        header.setOpcode(query.getHeader().getOpcode());
        header.setFlag(Flags.QR);
        header.setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        if (query.getQuestion() != null) {
            response.addRecord(query.getQuestion(), Section.QUESTION);
        }
        var opt = query.getOPT();
        if (opt != null) {
            int payload = Math.clamp(opt.getPayloadSize(), PLAIN, UNFRAGMENTED);
            response.addRecord(new OPTRecord(payload, 0, 0), Section.ADDITIONAL);
        }
        return response;
    }

    private int fill(Message query, Message response) {
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        var question = query.getQuestion();
        if (question == null || query.getSection(Section.QUESTION).size() != 1) {
            return Rcode.FORMERR;
        }
        if (question.getDClass() != DClass.IN) {
            return Rcode.REFUSED;
        }
        var answer =
                names.apply(
                        new DnsQuestion(
                                question.getName().toString(true), type(question.getType())));
        for (var record : answer.records()) {
            response.addRecord(wire(record, question.getName()), Section.ANSWER);
        }
        answer.authority()
                .ifPresent(zone -> response.addRecord(wire(zone, Name.root), Section.AUTHORITY));
        return switch (answer.code()) {
            case NO_ERROR -> Rcode.NOERROR;
            case NAME_ERROR -> Rcode.NXDOMAIN;
        };
    }

    private static DnsQuestion.Type type(int type) {
        return switch (type) {
            case Type.A -> DnsQuestion.Type.A;
            case Type.PTR -> DnsQuestion.Type.PTR;
            case Type.SOA -> DnsQuestion.Type.SOA;
            case Type.ANY -> DnsQuestion.Type.ANY;
            default -> DnsQuestion.Type.OTHER;
        };
    }

    /**
     * @param asked the name as the caller spelled it, which an answer repeats
     */
    private static Record wire(DnsRecord record, Name asked) {
        try {
            return switch (record) {
                case DnsRecord.Address(_, var address) ->
                        new ARecord(
                                asked, DClass.IN, TTL, InetAddress.getByAddress(address.octets()));
                case DnsRecord.Pointer(_, var target) ->
                        new PTRRecord(asked, DClass.IN, TTL, name(target));
                case DnsRecord.Authority(var zone) ->
                        new SOARecord(
                                name(zone),
                                DClass.IN,
                                TTL,
                                name("azureprivatedns.net"),
                                name("azureprivatedns-host.microsoft.com"),
                                1,
                                3600,
                                300,
                                2_419_200,
                                TTL);
            };
        } catch (IOException unlike) {
            throw new IllegalStateException(
                    "a name of ours that DNS cannot say: " + record, unlike);
        }
    }

    private static Name name(String absolute) throws TextParseException {
        return Name.fromString(absolute + ".");
    }
}
