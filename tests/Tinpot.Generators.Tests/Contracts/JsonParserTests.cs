using Tinpot.Generators.Contracts;
using Tinpot.Generators.Contracts.Json;

namespace Tinpot.Generators.Tests.Contracts;

/// <summary>Our own reader of JSON: everything RFC 8259 allows, nothing else, and where the fault is.</summary>
public class JsonParserTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData(" \t\r\n true ", "true")]
    [InlineData("false", "false")]
    [InlineData("0", "0")]
    [InlineData("-0.5e+10", "-0.5e+10")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1E400", "1E400")]
    [InlineData("""  "" """, "\"\"")]
    [InlineData(""" "a\"\\\/\b\f\n\r\tä\u00e4\uD83d\uDE00" """, "\"a\"\\/\b\f\n\r\tää😀\"")]
    [InlineData("""{"a":[1,{"b":null},[]],"A":{},"":"x"}""", """{a:[1,{b:null},[]],A:{},:"x"}""")]
    public void What_is_json_is_read(string json, string expected) => Assert.Equal(expected, Print(JsonParser.Parse(json)));

    [Theory]
    [InlineData("", 0, "a value is expected, but the text ends here")]
    [InlineData("   ", 3, "a value is expected, but the text ends here")]
    [InlineData("nul", 0, "a value is expected here, not 'n'")]
    [InlineData("True", 0, "a value is expected here")]
    [InlineData("NaN", 0, "a value is expected here")]
    [InlineData("1 2", 2, "the end is expected here, not '2'")]
    [InlineData("nullx", 4, "the end is expected here, not 'x'")]
    [InlineData("01", 1, "the end is expected here, not '1'")]
    [InlineData("+1", 0, "a value is expected here, not '+'")]
    [InlineData("-", 1, "a digit is expected, but the text ends here")]
    [InlineData("1.", 2, "a digit is expected")]
    [InlineData(".5", 0, "a value is expected here")]
    [InlineData("1e", 2, "a digit is expected")]
    [InlineData("[1,]", 3, "a value is expected here, not ']'")]
    [InlineData("[1 2]", 3, "',' or ']' is expected here, not '2'")]
    [InlineData("[1", 2, "',' or ']' is expected, but the text ends here")]
    [InlineData("{\"a\":1,}", 7, "a name in quotes is expected here, not '}'")]
    [InlineData("{a:1}", 1, "a name in quotes is expected here, not 'a'")]
    [InlineData("{\"a\" 1}", 5, "':' is expected here, not '1'")]
    [InlineData("{\"a\":1,\"a\":2}", 7, "'a' stands twice in this object")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", 7, "'a' stands twice in this object")]
    [InlineData("// no\n1", 0, "a value is expected here, not '/'")]
    [InlineData("'a'", 0, "a value is expected here")]
    [InlineData("\"a", 0, "this string has no end")]
    [InlineData("\"a\\\"", 0, "this string has no end")]
    [InlineData("\"a\nb\"", 2, "a control character must be escaped in a string")]
    [InlineData("\"\\x\"", 1, "this is not an escape sequence")]
    [InlineData("\"\\u12\"", 1, "this is not an escape sequence")]
    [InlineData("\"\\u+123\"", 1, "this is not an escape sequence")]
    [InlineData("\"\\", 1, "this is not an escape sequence")]
    [InlineData("\"\\ud800\"", 0, "this string has half of a surrogate pair")]
    [InlineData("\"\\ude00\\ud83d\"", 0, "this string has half of a surrogate pair")]
    [InlineData("1\0", 1, "the end is expected here")]
    [InlineData("\u00a01", 0, "a value is expected here")]
    public void What_is_not_is_refused_where_it_goes_wrong(string json, int position, string message)
    {
        ContractException fault = Assert.Throws<ContractException>(() => JsonParser.Parse(json));

        Assert.Equal(position, fault.Position);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_has_a_bound(char open, char close)
    {
        string inner = open == '{' ? "{\"a\":" : "[";
        string Nested(int levels) => string.Concat(Enumerable.Repeat(inner, levels - 1)) + open + new string(close, levels);

        Assert.NotNull(JsonParser.Parse(Nested(200)));
        Assert.Contains("200 levels", Assert.Throws<ContractException>(() => JsonParser.Parse(Nested(201))).Message, StringComparison.Ordinal);
        Assert.Throws<ContractException>(() => JsonParser.Parse(Nested(1_000_000)));
    }

    [Fact]
    public void Names_and_values_know_where_they_are()
    {
        JsonValue json = JsonParser.Parse("{\n  \"a\": [ 10, \"x\" ]\n}");

        JsonMember member = Assert.Single(json.Members);
        Assert.Equal((4, 3), (member.Place.Start, member.Place.Length));
        Assert.Equal((9, 11, 15), (member.Value.Position, member.Value.Items[0].Position, member.Value.Items[1].Position));
    }

    private static string Print(JsonValue value) => value.Kind switch
    {
        JsonKind.Object => "{" + string.Join(",", value.Members.Select(static m => $"{m.Name}:{Print(m.Value)}")) + "}",
        JsonKind.Array => "[" + string.Join(",", value.Items.Select(Print)) + "]",
        JsonKind.String => $"\"{value.Text}\"",
        _ => value.Text,
    };
}
