using System.Text;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary>Paths and words of every error.</summary>
public sealed class CheckerTests
{
    private const string Server = """
        {"type":"object","additionalProperties":false,"required":["host","port"],"properties":{
          "host":{"type":"string","minLength":1,"maxLength":5},
          "port":{"type":"integer","format":"int32","minimum":1,"maximum":65535},
          "mode":{"type":["string","null"],"enum":["read_only","read_write"]},
          "tags":{"type":"array","maxItems":2,"uniqueItems":true,"items":{"type":"string","enum":["a","b"]}},
          "labels":{"type":"object","additionalProperties":{"type":"integer","format":"int64"},"maxProperties":3},
          "ratio":{"type":"number","format":"double","exclusiveMinimum":0,"maximum":1},
          "size":{"type":"integer","format":"uint8","enum":[1,2,4]},
          "name":{"type":"string","x-pattern":"[a-z]+"},
          "more":{}}}
        """;

    private const string Servers = """{"type":"object","additionalProperties":false,"required":["servers"],"properties":{"servers":{"type":"array","minItems":1,"items":SERVER}}}""";

    [Theory]
    [InlineData("""{"host":"a","port":1}""")]
    [InlineData("""{"port":65535,"host":"12345","mode":null,"tags":["a","b"],"labels":{"x":1,"y":-1},"ratio":0.5,"size":4,"name":"abc","more":[{"a":null}]}""")]
    [InlineData("""{"h\u006fst":"😀😀😀😀😀","port":1,"mode":"read\u005fonly"}""")]
    public void Accepts(string json) => Assert.Empty(Formats.Check(Server, json));

    [Theory]
    [InlineData("""{}""", "host: Is required.", "port: Is required.")]
    [InlineData("""[]""", "$: Must be an object, not an array.")]
    [InlineData("""null""", "$: Must not be null.")]
    [InlineData("""{"host":null,"port":1}""", "host: Must not be null.")]
    [InlineData("""{"host":7,"port":"80"}""", "host: Must be a string, not a number.", "port: Must be an integer, not a string.")]
    [InlineData("""{"host":"","port":0}""", "host: Must be between 1 and 5 characters long, not 0.", "port: Must be between 1 and 65535.")]
    [InlineData("""{"host":"123456","port":65536}""", "host: Must be between 1 and 5 characters long, not 6.", "port: Must be between 1 and 65535.")]
    [InlineData("""{"host":"a","port":1.0}""", "port: Must be an integer, written without decimal point and exponent.")]
    [InlineData("""{"host":"a","port":1,"port":2}""", "port: Is given more than once.")]
    [InlineData("""{"host":"a","port":1,"p\u006frt":2}""", "port: Is given more than once.")]
    [InlineData("""{"Host":"a","port":1}""", "Host: Is unknown. Did you mean 'host'?", "host: Is required.")]
    [InlineData("""{"host":"a","port":1,"prot":2}""", "prot: Is unknown. Did you mean 'port'?")]
    [InlineData("""{"host":"a","port":1,"$type":"System.Object"}""", "[\"$type\"]: Is unknown. Known: host, port, mode, tags, labels, ratio, size, name, more.")]
    [InlineData("""{"host":"a","port":1,"mode":"ReadOnly"}""", "mode: Must be one of: read_only, read_write. Did you mean 'read_only'?")]
    [InlineData("""{"host":"a","port":1,"mode":0}""", "mode: Must be one of: read_only, read_write.")]
    [InlineData("""{"host":"a","port":1,"mode":"read_only,read_write"}""", "mode: Must be one of: read_only, read_write.")]
    [InlineData("""{"host":"a","port":1,"tags":"a"}""", "tags: Must be an array, not a string.")]
    [InlineData("""{"host":"a","port":1,"tags":["a","a","c"]}""", "tags[1]: Is in the list already.", "tags[2]: Must be one of: a, b.", "tags: Must have at most 2 items, not 3.")]
    [InlineData("""{"host":"a","port":1,"labels":{"a.b":"x","a.b":1,"":true}}""", "labels[\"a.b\"]: Must be an integer, not a string.", "labels[\"a.b\"]: Is given more than once.", "labels[\"\"]: Must be an integer, not true.")]
    [InlineData("""{"host":"a","port":1,"labels":{"a":1,"b":2,"c":3,"d":4}}""", "labels: Must have at most 3 entries, not 4.")]
    [InlineData("""{"host":"a","port":1,"ratio":0}""", "ratio: Must be greater than 0 and at most 1.")]
    [InlineData("""{"host":"a","port":1,"ratio":1e400}""", "ratio: Must be greater than 0 and at most 1.")]
    [InlineData("""{"host":"a","port":1,"size":3}""", "size: Must be one of: 1, 2, 4.")]
    [InlineData("""{"host":"a","port":1,"size":256}""", "size: Must be between 0 and 255.")]
    [InlineData("""{"host":"a","port":1,"name":"abc\n"}""", "name: Must match [a-z]+ as a whole.")]
    [InlineData("""{"host":"a\u0000","port":1}""", @"host: Must not contain the NUL character (\u0000).")]
    [InlineData("""{"host":"\ud800","port":1}""", @"host: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.")]
    [InlineData("""{"host":"a","port":1,"more":{"a":[1,"\udc00"],"b":{"c":1,"c":2}}}""", @"more.a[1]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.", "more.b.c: Is given more than once.")]
    [InlineData("""{"host":"a","port":1,"\ud800":1}""", @"[""\\ud800""]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.")]
    public void Tells_every_error(string json, params string[] errors) => Assert.Equal(errors, Told(Server, json));

    [Fact]
    public void Paths_lead_through_items_and_members() => Assert.Equal(
        ["servers[2].port: Must be an integer, not a string.", "servers[2].host: Is required.", "servers[3]: Must be an object, not a number."],
        Told(Servers.Replace("SERVER", Server), """{"servers":[{"host":"a","port":1},{"host":"b","port":2},{"port":"3"},4]}"""));

    [Theory]
    [InlineData("", 1, 1, "it ends too early")]
    [InlineData("{", 1, 2, "it ends too early")]
    [InlineData("{\"a\":1", 1, 7, "it ends too early")]
    [InlineData("{\"a\":1,}", 1, 8, "unexpected '}'")]
    [InlineData("{'a':1}", 1, 2, "unexpected '''")]
    [InlineData("{\n  \"é\": 1x\n}", 2, 9, "unexpected 'x'")]
    [InlineData("{\"a\":01}", 1, 7, "unexpected '1'")]
    [InlineData("{\"a\":NaN}", 1, 6, "unexpected 'N'")]
    [InlineData("{\"a\":1} {}", 1, 9, "unexpected '{'")]
    [InlineData("{\"a\":1} // b", 1, 9, "unexpected '/'")]
    [InlineData("{\"a\":\"b\nc\"}", 1, 8, "unexpected U+000A")]
    [InlineData("\uFEFF{}", 1, 1, "unexpected U+FEFF")]
    public void Malformed_text_is_one_error_with_its_place(string json, int line, int column, string reason)
    {
        var expected = $"$: Malformed JSON at line {line}, column {column}: {reason}.";

        Assert.Equal([expected], Told(Server, json));
        Assert.Equal(expected, Line(SchemaChecker.CheckSyntax(Encoding.UTF8.GetBytes(json))!.Value));
    }

    [Fact]
    public void Text_that_is_not_utf8_is_malformed()
    {
        byte[] json = [.. "{\"host\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal(["$: Malformed JSON at line 1, column 10: not UTF-8."], SchemaChecker.Check(Schema.Parse(Encoding.UTF8.GetBytes(Server)), json).Select(Line));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(10_000, false)]
    public void Depth_is_bounded(int depth, bool accepted)
    {
        var json = new string('[', depth) + new string(']', depth);

        var errors = Told("{}", json);

        if (accepted) Assert.Empty(errors);
        else Assert.Equal(["$: Malformed JSON at line 1, column 65: nested deeper than 64 levels."], errors);
    }

    [Fact]
    public void Errors_are_bounded_and_say_so()
    {
        var errors = Told("""{"type":"array","items":{"type":"boolean"}}""", $"[{string.Join(',', Enumerable.Repeat("1", 5000))}]");

        Assert.Equal(1001, errors.Count);
        Assert.Equal("[999]: Must be true or false, not a number.", errors[999]);
        Assert.Equal("$: There are more than 1000 errors; the rest is not listed.", errors[1000]);
    }

    [Theory]
    [InlineData("\"AQID\"")]
    [InlineData("\"AQ==\"", "$: Must be between 2 and 3 bytes long, not 1.")]
    [InlineData("\"AQIDBA==\"", "$: Must be between 2 and 3 bytes long, not 4.")]
    public void Length_of_base64_is_in_bytes(string json, params string[] errors) =>
        Assert.Equal(errors, Told("""{"type":"string","format":"byte","minLength":2,"maxLength":3}""", json));

    [Fact]
    public void Long_names_are_cut_in_paths()
    {
        var name = new string('n', 100_000);

        var error = Assert.Single(Formats.Check(Server, $$"""{"host":"a","port":1,"{{name}}":1}"""));

        Assert.Equal(new string('n', 64) + "…", error.Path);
    }

    [Fact]
    public void Thousand_members_are_told_apart()
    {
        var members = string.Join(',', Enumerable.Range(0, 1500).Select(i => $$"""
            "p{{i}}":{"type":"integer","format":"int32"}
            """));
        var schema = $$"""{"type":"object","properties":{{{members}}},"required":["p0","p1499"]}""";
        var given = string.Join(',', Enumerable.Range(1, 1498).Select(i => $"\"p{i}\":{i}"));

        Assert.Equal(["p64: Is given more than once.", "p0: Is required.", "p1499: Is required."], Told(schema, $$"""{{{given}},"p64":1}"""));
    }

    private static IReadOnlyList<string> Told(string schema, string json) => [.. Formats.Check(schema, json).Select(Line)];

    private static string Line(SchemaError error) => $"{error.Path}: {error.Message}";
}
