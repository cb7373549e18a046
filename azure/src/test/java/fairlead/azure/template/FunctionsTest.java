package fairlead.azure.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {

    /** An expression, and what it gives as JSON. */
    private static final String VALUES =
            """
            concat('a', 'b', 1, true())                   =>  "ab1True"
            concat(createArray(1), createArray(2, 3))     =>  [1,2,3]
            CONCAT('case is ', ToLower('IGNORED'))        =>  "case is ignored"
            format('{0}-{1,4:D2}|{2,-3}|{{x}}', 'a', 7, 'b')  =>  "a-  07|b  |{x}"
            format('{0:X4} {1:N1} {2:000} {3:D3}', 255, 1234, 5, -7)  =>  "00FF 1,234.0 005 -007"
            replace('aXbX', 'X', '-')                     =>  "a-b-"
            split('a,b;c', createArray(',', ';'))         =>  ["a","b","c"]
            split('a.b.', '.')                            =>  ["a","b",""]
            join(createArray('a', 1, 'c'), '/')           =>  "a/1/c"
            substring('abcdef', 2)                        =>  "cdef"
            substring('abcdef', 1, 2)                     =>  "bc"
            toUpper('abc')                                =>  "ABC"
            trim('  x ')                                  =>  "x"
            padLeft(42, 5, '0')                           =>  "00042"
            padLeft('long', 2)                            =>  "long"
            startsWith('abcdef', 'AB')                    =>  true
            endsWith('abcdef', 'EF')                      =>  true
            indexOf('abcABC', 'CA')                       =>  2
            indexOf(createArray('x', 2), 2)               =>  1
            lastIndexOf('abcABC', 'c')                    =>  5
            lastIndexOf(createArray(1, 2, 1), 1)          =>  2
            string(createArray(1, 'b'))                   =>  "[1,\\"b\\"]"
            string(42)                                    =>  "42"
            uniqueString('tyeth')                         =>  "zcztcwvu6iyg6"
            uniqueString('hello', 'world')                =>  "a7wkljktk6wne"
            guid('a', 'b')                                =>  "2d796349-8c7e-55ec-9624-54ece82ed031"
            base64('one, two')                            =>  "b25lLCB0d28="
            base64ToString('b25lLCB0d28=')                =>  "one, two"
            base64ToJson(base64('{"a": 1}')).A            =>  1
            json('{"a": [1, null, 2.50]}')                =>  {"a":[1,null,2.50]}
            uri('http://h/a/b', 'c/d')                    =>  "http://h/a/c/d"
            uri('http://h/a/b/', 'c')                     =>  "http://h/a/b/c"
            uriComponent('http://a b/~*+')                =>  "http%3A%2F%2Fa%20b%2F~%2A%2B"
            uriComponentToString('a%20b+c')               =>  "a b+c"
            dataUri('Hello')                              =>  "data:text/plain;charset=utf8;base64,SGVsbG8="
            dataUriToString('data:;base64,SGVsbG8=')      =>  "Hello"
            dataUriToString('data:,a%20b')                =>  "a b"
            array('a')                                    =>  ["a"]
            array(createArray(1))                         =>  [1]
            contains(createArray('a', 1), 1)              =>  true
            contains('abc', 'B')                          =>  false
            contains(variables('o'), 'NAME')              =>  true
            empty('')                                     =>  true
            empty(null())                                 =>  true
            empty(createObject('a', 1))                   =>  false
            first('abc')                                  =>  "a"
            first(createArray())                          =>  null
            last(variables('v'))                          =>  3
            last('')                                      =>  ""
            flatten(createArray(createArray(1), createArray(2, 3)))  =>  [1,2,3]
            length('abc')                                 =>  3
            length(variables('o'))                        =>  2
            indexFromEnd(variables('v'), 1)               =>  3
            tryIndexFromEnd(variables('v'), 9)            =>  null
            range(3, 3)                                   =>  [3,4,5]
            skip('abcd', 1)                               =>  "bcd"
            skip(variables('v'), -5)                      =>  [1,2,3]
            take(variables('v'), 2)                       =>  [1,2]
            take('ab', 9)                                 =>  "ab"
            createObject('a', 1, 'b', createArray())      =>  {"a":1,"b":[]}
            intersection(createArray(1, 2, 2, 3), createArray(3, 2))  =>  [2,3]
            intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))  =>  {"a":1}
            items(createObject('b', 1, 'A', 2))           =>  [{"key":"A","value":2},{"key":"b","value":1}]
            objectKeys(createObject('b', 1, 'a', 2))      =>  ["a","b"]
            shallowMerge(createArray(json('{"a":{"x":1}}'), json('{"A":{"y":2}}')))  =>  {"a":{"y":2}}
            union(json('{"a":{"x":1},"b":1}'), json('{"a":{"y":2},"c":3}'))  =>  {"a":{"x":1,"y":2},"b":1,"c":3}
            union(createArray(1, 2), createArray(2, 3))   =>  [1,2,3]
            tryGet(variables('o'), 'in', 'deep', 0)       =>  7
            tryGet(variables('o'), 'gone', 'deep')        =>  null
            add(5, -3)                                    =>  2
            sub(5, 7)                                     =>  -2
            mul(6, 7)                                     =>  42
            div(8, 3)                                     =>  2
            mod(7, 3)                                     =>  1
            int('42')                                     =>  42
            int(json('3.9'))                              =>  3
            float('1.50')                                 =>  1.50
            max(1, 9, 3)                                  =>  9
            min(createArray(4, 2, 8))                     =>  2
            add(9223372036854775806, 1)                   =>  9223372036854775807
            if(true(), 'yes', variables('gone'))          =>  "yes"
            if(false(), div(1, 0), 'no')                  =>  "no"
            and(true(), false(), variables('gone'))       =>  false
            or(true(), variables('gone'))                 =>  true
            not(false())                                  =>  true
            bool('True')                                  =>  true
            bool(0)                                       =>  false
            coalesce(null(), null(), 'x')                 =>  "x"
            equals('a', 'A')                              =>  false
            equals(createObject('a', 1), json('{"A": 1.0}'))  =>  true
            equals(1, '1')                                =>  false
            less(1, 2)                                    =>  true
            less('B', 'a')                                =>  true
            lessOrEquals(2, 2)                            =>  true
            greater(1, 2)                                 =>  false
            greaterOrEquals('b', 'a')                     =>  true
            null()                                        =>  null
            map(range(1, 3), lambda('i', mul(lambdaVariables('i'), 2)))  =>  [2,4,6]
            map(createArray('a', 'b'), lambda('x', 'i', concat(lambdaVariables('x'), lambdaVariables('i'))))  =>  ["a0","b1"]
            filter(range(0, 6), lambda('i', greater(lambdaVariables('I'), 3)))  =>  [4,5]
            reduce(range(1, 4), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))  =>  10
            sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))  =>  [1,2,3]
            toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', toUpper(lambdaVariables('x'))))  =>  {"a":"A","b":"B"}
            toObject(createArray('a'), lambda('x', lambdaVariables('x')))  =>  {"a":"a"}
            mapValues(createObject('a', 1), lambda('x', add(lambdaVariables('x'), 1)))  =>  {"a":2}
            groupBy(createArray('ab', 'ac', 'b'), lambda('x', first(lambdaVariables('x'))))  =>  {"a":["ab","ac"],"b":["b"]}
            map(createArray(1), lambda('o', map(createArray(2), lambda('i', add(lambdaVariables('o'), lambdaVariables('i'))))))  =>  [[3]]
            cidrSubnet('10.144.0.0/20', 24, 3)            =>  "10.144.3.0/24"
            cidrSubnet('fdad:3236:5555::/48', 52, 15)     =>  "fdad:3236:5555:f000::/52"
            cidrHost('10.144.3.0/24', 0)                  =>  "10.144.3.1"
            cidrHost('10.144.3.0/24', 253)                =>  "10.144.3.254"
            cidrHost('fdad:3236:5555:3000::/52', 4)       =>  "fdad:3236:5555:3000::5"
            parseCidr('10.144.0.0/20')                    =>  {"network":"10.144.0.0","netmask":"255.255.240.0","broadcast":"10.144.15.255","firstUsable":"10.144.0.1","lastUsable":"10.144.15.254","cidr":20}
            parseCidr('10.0.0.4/31').firstUsable          =>  "10.0.0.4"
            parseCidr('fdad:3236:5555::/48').netmask      =>  "ffff:ffff:ffff::"
            parseCidr('fdad:3236:5555::/48').lastUsable   =>  "fdad:3236:5555:ffff:ffff:ffff:ffff:ffff"
            dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')    =>  "4/7/2023 2:53:14 PM"
            dateTimeAdd('2020-04-07 14:53:14Z', '-P9D', 'yyyy-MM-dd')  =>  "2020-03-29"
            dateTimeAdd('20200407T145314Z', 'P1DT1H', 'u')  =>  "2020-04-08 15:53:14Z"
            dateTimeAdd('2020-04-07T14:53:14+02:00', 'PT1M', 'yyyyMMddTHHmmssZ')  =>  "20200407T125414Z"
            dateTimeFromEpoch(1683040573)                 =>  "2023-05-02T15:16:13Z"
            dateTimeToEpoch('2023-05-02T15:16:13Z')       =>  1683040573
            resourceId('A.B/c', 'd')                      =>  "GROUP/providers/A.B/c/d"
            resourceId('A.B/c/e', 'd', 'f')               =>  "GROUP/providers/A.B/c/d/e/f"
            resourceId('A.B/c/e', 'd/f')                  =>  "GROUP/providers/A.B/c/d/e/f"
            resourceId('rg2', 'A.B/c', 'd')               =>  "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg2/providers/A.B/c/d"
            resourceId('s', 'rg2', 'A.B/c', 'd')          =>  "/subscriptions/s/resourceGroups/rg2/providers/A.B/c/d"
            subscriptionResourceId('A.B/c', 'd')          =>  "/subscriptions/11111111-2222-3333-4444-555555555555/providers/A.B/c/d"
            subscriptionResourceId('s', 'A.B/c', 'd')     =>  "/subscriptions/s/providers/A.B/c/d"
            tenantResourceId('A.B/c', 'd')                =>  "/providers/A.B/c/d"
            extensionResourceId(resourceId('A.B/c', 'd'), 'E.F/g', 'h')  =>  "GROUP/providers/A.B/c/d/providers/E.F/g/h"
            resourceGroup().id                            =>  "GROUP"
            resourceGroup().tags.team                     =>  "net"
            resourceGroup().location                      =>  "westeurope"
            subscription().subscriptionId                 =>  "11111111-2222-3333-4444-555555555555"
            subscription().displayName                    =>  "Lab"
            tenant().tenantId                             =>  "99999999-0000-0000-0000-000000000001"
            deployment().name                             =>  "d1"
            deployment().properties.template.variables.v[1]  =>  2
            environment().name                            =>  "Fairlead"
            copyIndex()                                   =>  4
            copyIndex(10)                                 =>  14
            copyIndex('loop')                             =>  4
            copyIndex('LOOP', 1)                          =>  5
            parameters('P')                               =>  "pv"
            variables('o')['in'].deep[sub(1, 1)]          =>  7
            variables('o').?gone                          =>  null
            variables('v')[?9]                            =>  null
            my.greet('Bo')                                =>  "hi Bo"
            'it''s'                                       =>  "it's"
            pickZones('A.B', 'c', 'westeurope', 2)        =>  ["1","2"]
            providers('Microsoft.Compute', 'disks').apiVersions[0]  =>  "2024-05-01"
            reference(resourceId('A.B/c', 'there')).size  =>  5
            reference(resourceId('A.B/c', 'there'), '2020-01-01', 'Full').sku.name  =>  "S"
            reference(resourceId('A.B/c', 'there'), '2020-01-01', 'full').resourceGroupName  =>  "rg1"
            listKeys(resourceId('A.B/c', 'there'), '2020-01-01').asked  =>  "listKeys of there at 2020-01-01 with {}"
            listSas(resourceId('A.B/c', 'there'), '2020', createObject('n', 1)).asked  =>  "listSas of there at 2020 with {\\"n\\":1}"
            """;

    /** An expression, and a part of the message. */
    private static final String ERRORS =
            """
            concatt('a')                                  =>  The template function 'concatt' is not valid. Did you mean 'concat'
            frobnicateEverything()                        =>  The template function 'frobnicateEverything' is not valid. Please see
            toLower()                                     =>  'toLower'. The function requires 1 argument while 0 were provided
            if(true(), 1)                                 =>  'if'. The function requires 3 arguments while 2 were provided
            toLower(1)                                    =>  argument 1 to be a string. The provided value is of type 'Integer'
            substring('abc', 2, 5)                        =>  must refer to a location within the string
            substring('abc', 1, 9223372036854775807)      =>  must refer to a location within the string
            split(1, ',')                                 =>  to be a string
            format('{3}', 1)                              =>  names argument {3} but only 1 are given
            format('{0', 1)                               =>  brace without its partner
            format('{0:Q}', 1)                            =>  number format 'Q' is not supported
            padLeft('a', 3, '--')                         =>  must be one character
            padLeft('a', 99999999)                        =>  total length must be 0 to
            newGuid()                                     =>  can only be used in the default value of a parameter
            utcNow()                                      =>  can only be used in the default value of a parameter
            base64ToString('%')                           =>  is not valid base64
            json('{')                                     =>  is not valid JSON
            uriComponentToString('%zz')                   =>  is not percent-encoded
            dataUriToString('x')                          =>  is not a data URI
            uri('http://h', 'a b')                        =>  is not a URI
            contains(1, 1)                                =>  an array, an object or a string
            length(1)                                     =>  an array, an object or a string
            flatten(createArray(1))                       =>  an array of arrays
            indexFromEnd(createArray(1), 2)               =>  out of bounds
            range(9223372036854775807, 2)                 =>  the sum of start and count
            range(0, 20000)                               =>  count must be 0 to 10000
            createObject('a')                             =>  the last name has no value
            shallowMerge(createArray(1))                  =>  an array of objects
            add(9223372036854775807, 1)                   =>  overflow
            div(1, 0)                                     =>  by zero
            mod(1, 0)                                     =>  by zero
            int('x')                                      =>  not an integer
            int(true())                                   =>  a string or a number
            float('x')                                    =>  not a number
            int(float('1e999999999'))                     =>  that no double holds
            string(float('1e-999999999'))                 =>  that no double holds
            max('a')                                      =>  integers
            min(createArray())                            =>  An empty array has neither
            bool('maybe')                                 =>  neither 'true' nor 'false'
            less(1, 'a')                                  =>  of the same type
            if('x', 1, 2)                                 =>  a boolean
            lambda('x', 1)                                =>  A lambda can only be an argument of
            lambdaVariables('x')                          =>  no lambda variable 'x'
            map(createArray(1), 'x')                      =>  must be a lambda
            filter(createArray(1), lambda('x', 1))        =>  must give a boolean
            map(createArray(1), lambda('a', 'b', 'c', 1))  =>  has 3 variables where at most 2
            toObject(createArray(1), lambda('x', 1))      =>  a lambda that gives a string
            cidrSubnet('10.0.0.0/24', 16, 0)              =>  outside 24 to 32
            cidrSubnet('10.0.0.0/24', 26, 4)              =>  no subnet 4 of length 26
            cidrHost('10.0.0.0/24', 255)                  =>  no host 255
            parseCidr('10.0.0.0')                         =>  not a valid CIDR
            dateTimeAdd('yesterday', 'P1D')               =>  not a date and time
            dateTimeAdd('2020-04-07 14:53:14Z', 'soon')   =>  not an ISO 8601 duration
            dateTimeAdd('2020-04-07 14:53:14Z', 'PxY')    =>  not an ISO 8601 duration
            dateTimeAdd('2020-04-07 14:53:14Z', 'P999999999Y')  =>  out of range
            dateTimeAdd('2020-04-07 14:53:14Z', '-P-2147483648D')  =>  out of range
            resourceId('a', 'b')                          =>  is a resource type such as
            resourceId('A.B/c/d', 'x')                    =>  requires 2 resource name(s) while 1 were provided
            managementGroup()                             =>  this one is at resource group scope
            parameters('nope')                            =>  The template parameter 'nope' is not found. There are 'p'
            variables('nope')                             =>  The template variable 'nope' is not found
            copyIndex('nope')                             =>  no loop named 'nope'
            variables('o').nope                           =>  property 'nope' doesn't exist, available properties are 'Name, in'
            variables('v')[3]                             =>  array index '3' is out of bounds
            variables('v').x                              =>  a value of type 'Array' has no member
            my.greet()                                    =>  takes the parameters (who) but is given 0
            providers('A', 'nothing')                     =>  is not known here
            pickZones('A', 'b', 'c', 4)                   =>  There are three zones
            pickZones('A.B', 'b', 'c', 9223372036854775807, 9223372036854775807)  =>  There are three zones
            reference('nope')                             =>  The resource 'nope' is not defined in the template
            reference('/nope')                            =>  is not a resource id
            reference(resourceId('A.B/c', 'gone'))        =>  ResourceNotFound
            concat('a'                                    =>  ends too early; expected ')'
            concat('a)                                    =>  has no closing quote
            concat 'a'                                    =>  neither a function call nor a quoted string
            concat('a') 'b'                               =>  expected the end of the expression
            concat('a',)                                  =>  expected a function
            99999999999999999999                          =>  not a whole number of 64 bits
            """;

    static Stream<Row> values() {
        return rows(VALUES);
    }

    static Stream<Row> errors() {
        return rows(ERRORS);
    }

    record Row(String expression, String result) {}

    private static Stream<Row> rows(String table) {
        return table.lines()
                .map(line -> line.split(" {2}=> {2}", 2))
                .map(parts -> new Row(parts[0].strip(), parts[1].strip()));
    }

    private static Deployments.Cloud cloud() throws RefusedException {
        return new Deployments.Cloud()
                .with(
                        Deployments.GROUP + "/providers/A.B/c/there",
                        "{\"name\": \"there\", \"sku\": {\"name\": \"S\"}, \"properties\": {\"size\": 5}}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void anExpressionHasItsValue(Row row) throws RefusedException {
        var expected = row.result().replace("GROUP", Deployments.GROUP);
        assertThat(Deployments.value(row.expression(), cloud()).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anExpressionWithoutAValueSaysWhy(Row row) throws RefusedException {
        var cloud = cloud();
        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> Deployments.value(row.expression(), cloud));
        assertThat(refused).as(row.expression()).isNotNull();
        assertThat(refused.error().toString()).contains(row.result());
    }

    @Test
    void theTablesHaveARowForEveryFunction() {
        var called = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var word : List.of((VALUES + ERRORS).split("[^A-Za-z0-9]+", -1))) {
            called.add(word);
        }
        assertThat(
                        Functions.all().stream()
                                .map(Function::name)
                                .filter(name -> !called.contains(name))
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("references");
    }
}
