using System.Text;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary>Values that the code of a type checks, in the one pass over the text.</summary>
public sealed class TypeCheckTests
{
    private static readonly Schema Parameters = Schema.Parse("""
        {"type":"object","additionalProperties":false,"properties":{
          "code":{"type":"string","x-type":"Code"},
          "shape":{"type":"object","x-type":"Shape","properties":{"code":{"type":"string","x-type":"Code"}}},
          "codes":{"type":"array","items":{"type":"string","x-type":"Code"}},
          "any":{"x-type":"Any"},
          "login":{"type":"object","writeOnly":true,"properties":{"pin":{"type":"string","x-type":"Code"}}}}}
        """u8);

    [Theory]
    [InlineData("""{"code":"x","codes":["y","z"]}""", """Code "x"|Code "y"|Code "z" """)]
    [InlineData("""{"shape":{"code":"x"}}""", """Shape {"code":"x"}""")]
    [InlineData("""{"any":null,"code":null}""", "")]
    [InlineData("""{"any":[{"code":1}],"code":7}""", """Any [{"code":1}]""")]
    [InlineData("""{"other":"x","codes":{"code":"y"}}""", "")]
    public void The_code_of_a_type_gets_each_value_of_it_once_and_whole(string json, string values)
    {
        List<string> seen = [];
        SchemaChecker.Check(Parameters, Encoding.UTF8.GetBytes(json), (string type, ref Utf8JsonReader reader) =>
        {
            using var value = JsonDocument.ParseValue(ref reader);
            seen.Add($"{type} {value.RootElement.GetRawText()}");
            return null;
        });
        Assert.Equal(values.Trim(), string.Join('|', seen));
    }

    [Theory]
    [InlineData("""{"code":"x","shape":{"code":"y"}}""", "code: Is not a valid Code: no good|shape.inner: Is not a valid Shape: no good")]
    [InlineData("""{"code":"a\u0000b"}""", "code: Must not contain the NUL character")]
    [InlineData("""{"any":null}""", "any: Must not be null.")]
    [InlineData("""{"login":{"pin":"1234"}}""", "login.pin: Is refused by its type.")]
    [InlineData("""{"code":"x","other":1}""", "other|code: Is not a valid Code: no good")]
    [InlineData("""{"code":"x","codes":[}""", "$")]
    public void What_the_code_refuses_follows_what_the_rules_refuse(string json, string expected)
    {
        var errors = SchemaChecker.Check(Parameters, Encoding.UTF8.GetBytes(json), static (string type, ref Utf8JsonReader _) => new SchemaError(type == "Shape" ? "inner" : SchemaPath.Root, "no good"));
        string[] lines = expected.Split('|');
        Assert.Equal(lines.Length, errors.Count);
        Assert.All(lines.Zip(errors), pair => Assert.StartsWith(pair.First, $"{pair.Second.Path}: {pair.Second.Message}", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_thousand_the_code_is_not_asked_any_more()
    {
        var asked = 0;
        string codes = string.Join(',', Enumerable.Repeat("\"x\"", 3_000)), others = string.Join(',', Enumerable.Range(0, 600).Select(number => $"\"o{number}\":1"));
        var errors = SchemaChecker.Check(Parameters, Encoding.UTF8.GetBytes($$"""{"codes":[{{codes}}],{{others}}}"""), (string type, ref Utf8JsonReader _) =>
        {
            asked++;
            return new SchemaError(SchemaPath.Root, "no good");
        });
        Assert.Equal(1_001, errors.Count);
        Assert.Equal("There are more than 1000 errors; the rest is not listed.", errors[^1].Message);
        Assert.Equal(1_001, asked);
    }
}
