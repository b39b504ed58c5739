namespace Tinpot.Host.Tests.Binding.Types;

internal static partial class TypeTable
{
    private const string NoInteger = "Must be an integer, not a string.";
    private const string Twice = "Is given more than once.";

    private static IEnumerable<TypeRow> Lists() =>
        ((string[])["array", "list", "i_list", "i_collection", "i_enumerable", "i_read_only_list", "i_read_only_collection"]).SelectMany(List);

    private static IEnumerable<TypeRow> List(string type) =>
    [
        new(type, "[]", "[]"),
        new(type, "[1]", "[1]"),
        new(type, "[2,1,2]", "[2, 1, 2]"),
        new(type, "[ -0 , 2147483647 ]", "[0, 2147483647]"),
        new(type, $"[{string.Join(',', Enumerable.Repeat('1', 1000))}]", $"[{string.Join(", ", Enumerable.Repeat('1', 1000))}]"),
        new(type, "[1,null]", null, ("[1]", TypeRow.NotNull)),
        new(type, "[\"1\"]", null, ("[0]", NoInteger)),
        new(type, "[1,[2]]", null, ("[1]", "Must be an integer, not an array.")),
        new(type, "[2147483648,0.5,true]", null,
            ("[0]", "Must be between -2147483648 and 2147483647."),
            ("[1]", "Must be an integer, written without decimal point and exponent."),
            ("[2]", "Must be an integer, not true.")),
        .. Mistyped(type, "an array", "null", "1", "\"1\"", "\"[1]\"", "\"1,2\"", "{}", "{\"0\":1}"),
        TypeRow.Malformed(type, "[1,]", 3, "unexpected ']'"),
        TypeRow.Malformed(type, "[1 2]", 3, "unexpected '2'"),
        TypeRow.Malformed(type, "[,1]", 1, "unexpected ','"),
    ];

    private static IEnumerable<TypeRow> Sets() => ((string[])["hash_set", "i_set", "i_read_only_set"]).SelectMany(Set);

    private static IEnumerable<TypeRow> Set(string type) =>
    [
        new(type, "[]", "[]"),
        new(type, "[\"b\",\"a\"]", "[b, a]"),
        new(type, "[\"a\",\"A\",\"\"]", "[a, A, ]"),
        new(type, "[\"i\",\"\u0130\",\"\u0131\",\"I\"]", "[i, \u0130, \u0131, I]"),
        new(type, "[\"\u00e9\",\"e\u0301\"]", "[\u00e9, e\u0301]"),
        new(type, "[\"a\",\"a\"]", null, ("[1]", "Is in the list already.")),
        new(type, """["a","b","\u0061"]""", null, ("[2]", "Is in the list already.")),
        new(type, "[\"a\",null]", null, ("[1]", TypeRow.NotNull)),
        new(type, "[1]", null, ("[0]", "Must be a string, not a number.")),
        new(type, """["\ud800"]""", null, ("[0]", HalfPair)),
        .. Mistyped(type, "an array", "null", "\"a\"", "1", "true", "{}", "{\"a\":true}"),
    ];

    private static IEnumerable<TypeRow> Maps() => ((string[])["dictionary", "i_dictionary", "i_read_only_dictionary"]).SelectMany(Map);

    private static IEnumerable<TypeRow> Map(string type) =>
    [
        new(type, "{}", "{}"),
        new(type, """{"b":1,"a":2}""", "{a=2, b=1}"),
        new(type, """{"":1," ":2,"a.b":3}""", "{=1,  =2, a.b=3}"),
        new(type, "{\"i\":1,\"I\":2,\"\u0130\":3,\"\u0131\":4}", "{I=2, i=1, \u0130=3, \u0131=4}"),
        new(type, """{"$type":1,"__proto__":2}""", "{$type=1, __proto__=2}"),
        new(type, """{"a":1,"a":2}""", null, (".a", Twice)),
        new(type, """{"a":1,"\u0061":1}""", null, (".a", Twice)),
        new(type, """{"a":null}""", null, (".a", TypeRow.NotNull)),
        new(type, """{"a.b":"1"}""", null, ("[\"a.b\"]", NoInteger)),
        new(type, """{"a":{"b":1}}""", null, (".a", "Must be an integer, not an object.")),
        new(type, """{"\ud800":1}""", null, ("""["\\ud800"]""", HalfPair)),
        new(type, """{"\u0000":1}""", null, ("""["\u0000"]""", Nul)),
        new(type, $$"""{"{{new string('k', 100)}}":"1"}""", null, ($".{new string('k', 64)}…", NoInteger)),
        .. Mistyped(type, "an object", "null", "[]", "[[\"a\",1]]", "\"a=1\"", "1", "true"),
        TypeRow.Malformed(type, "{a:1}", 1, "unexpected 'a'"),
        TypeRow.Malformed(type, "{\"a\":1,}", 7, "unexpected '}'"),
    ];
}
