package fairlead.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.testkit.conformance.Judge.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One document that fits, and what each way of not fitting is called. */
class JudgeTest {

    private static final JsonNode FILE =
            json(
                    """
                    [{'$type':'StringType'}, {'$type':'IntegerType'}, {'$type':'BooleanType'},
                     {'$type':'StringLiteralType','value':'Tcp'}, {'$type':'StringLiteralType','value':'Udp'},
                     {'$type':'UnionType','elements':[{'$ref':'#/3'},{'$ref':'#/4'}]},
                     {'$type':'UnionType','elements':[{'$ref':'#/3'},{'$ref':'#/4'},{'$ref':'#/0'}]},
                     {'$type':'ArrayType','itemType':{'$ref':'#/0'}},
                     {'$type':'ObjectType','name':'Rule','properties':{
                       'port':{'type':{'$ref':'#/1'},'flags':1},
                       'closed':{'type':{'$ref':'#/5'},'flags':0},
                       'open':{'type':{'$ref':'#/6'},'flags':0},
                       'state':{'type':{'$ref':'#/2'},'flags':2},
                       'password':{'type':{'$ref':'#/0'},'flags':4},
                       'names':{'type':{'$ref':'#/7'},'flags':0}}},
                     {'$type':'ResourceType','name':'Test/rules@2024-01-01','body':{'$ref':'#/8'}}]
                    """);

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static String found(Direction direction, String document) {
        var file = new Description(FILE);
        return String.join(
                "; ",
                new Judge(file, direction, "Test/rules")
                        .differences(file.body("test/RULES").orElseThrow(), json(document)).stream()
                                .map(one -> one.pointer() + " " + one.problem())
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'port':1,'closed':'Tcp','open':'Udp','state':true,'names':['a']} | ``",
                "{'closed':'Tcp'} | port is missing",
                "{'port':'1'} | port is \"1\" and should be a number",
                "{'port':1,'Closed':'Tcp'} | Closed is not a member in this version",
                "{'port':1,'closed':'tcp'} | closed is \"tcp\" and should be one of [Tcp, Udp]",
                "{'port':1,'open':'Sctp'} | open is \"Sctp\" and should be one of [Tcp, Udp]",
                "{'port':1,'password':'x'} | password is shown, and Azure never shows it",
                "{'port':1,'names':'a'} | names is \"a\" and should be an array",
                "{'port':1,'names':['a',2]} | names.* is 2 and should be a text",
                "{'port':1,'state':null} | state is null, and Azure leaves out what is not there",
                "[] | the document is [] and should be an object",
            })
    void anAnswerFitsToTheLetter(String document, String differences) {
        assertThat(found(Direction.RESPONSE, document)).isEqualTo(differences);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'PORT':'1','closed':'tcp','open':'Sctp','state':'as read','password':'x','names':null} | ``",
                "{'closed':'Tcp'} | port is missing",
                "{'port':'one'} | port is \"one\" and should be a number",
                "{'port':1,'closed':'Sctp'} | closed is \"Sctp\" and should be one of [Tcp, Udp]",
                "{'port':1,'more':1} | more is not a member in this version",
            })
    void aRequestMayBeLooser(String document, String differences) {
        assertThat(found(Direction.REQUEST, document)).isEqualTo(differences);
    }

    @Test
    void aPatchNeedNotBeWhole() {
        assertThat(found(Direction.PATCH, "{'closed':'Tcp'}")).isEmpty();
    }
}
