using System.Text;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

public sealed class SchemaTests
{
    private const string Literal = """
        {"type":"object","title":"T","description":"D","properties":{
        "a":{"type":["integer","null"],"format":"int32","enum":[1,2],"minimum":1,"maximum":1e2,"exclusiveMinimum":0.5,"exclusiveMaximum":7,"default":null},
        "b":{"type":"string","deprecated":true,"minLength":1,"maxLength":3,"default":"ä\n","writeOnly":true,"x-multiline":true},
        "c":{"type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"type":["string","null"],"enum":["x"]}},
        "d":{"type":"object","minProperties":1,"maxProperties":2,"additionalProperties":{}},
        "e":{"type":"object","properties":{},"additionalProperties":false},
        "f":{"type":"string","format":"byte","maxLength":10},
        "g":{"type":"string","x-pattern":"[a-z]+"},
        "h":{"type":["string","null"],"not":{"enum":["x","\""]},"x-not-blank":true,"maxLength":9},
        "i":{"type":"string","x-pattern":"[a-z.]+","x-not-blank":true,"x-extensions":["tx1","c+"],"minLength":3},
        "j":{"type":"string","format":"base64"},
        "k":{"type":"integer","not":{"enum":[1,2.0],"later":[]}}},
        "required":["b","c"],"additionalProperties":false,"later":{"a":[1]}}
        """;

    [Fact]
    public void Parses_every_keyword()
    {
        var schema = Parse(Literal);

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"], schema.Properties!.Select(p => p.Name));
        Assert.Equal(["b", "c"], schema.Properties!.Where(p => p.Required).Select(p => p.Name));
        Assert.Equal(("T", "D", SchemaType.Object, "object"), (schema.Title, schema.Description, schema.Type, schema.TypeName));
        var a = schema.Properties![0].Schema;
        Assert.Equal((SchemaType.Integer, true, "int32"), (a.Type, a.Nullable, a.Format));
        Assert.Equal(("1", "1e2", "0.5", "7"), (a.Minimum, a.Maximum, a.ExclusiveMinimum, a.ExclusiveMaximum));
        Assert.Equal(["1", "2"], a.Enum!);
        Assert.Equal("null", Encoding.UTF8.GetString(a.Default!.Value.Span));
        var b = schema.Properties[1].Schema;
        Assert.True(b.Deprecated && b.Secret && b.Multiline);
        Assert.Equal((1, 3), (b.MinLength, b.MaxLength));
        var c = schema.Properties[2].Schema;
        Assert.True(c.UniqueItems && c.Items!.Nullable);
        Assert.Equal((1, 2), (c.MinItems, c.MaxItems));
        var d = schema.Properties[3].Schema;
        Assert.Equal(SchemaType.Any, d.Values!.Type);
        Assert.Equal((1, 2), (d.MinItems, d.MaxItems));
        Assert.Empty(schema.Properties[4].Schema.Properties!);
        Assert.Equal(("[a-z]+", "^(?:[a-z]+)$"), (schema.Properties[6].Schema.Pattern, schema.Properties[6].Schema.PublicPattern));
        var h = schema.Properties[7].Schema;
        Assert.True(h.NotBlank);
        Assert.Equal(["x", "\""], h.Denied!);
        Assert.Equal(["tx1", "c+"], schema.Properties[8].Schema.Extensions!);
        Assert.Equal(["1", "2.0"], schema.Properties[10].Schema.Denied!);
    }

    [Fact]
    public void Writes_public_json_schema() => Assert.Equal("""
        {"type":"object","title":"T","description":"D","properties":{
        "a":{"type":["integer","null"],"format":"int32","enum":[1,2,null],"minimum":1,"maximum":1e2,"exclusiveMinimum":0.5,"exclusiveMaximum":7,"default":null},
        "b":{"type":"string","deprecated":true,"minLength":1,"maxLength":3,"default":"ä\n","writeOnly":true,"x-multiline":true},
        "c":{"type":"array","minItems":1,"maxItems":2,"uniqueItems":true,"items":{"type":["string","null"],"enum":["x",null]}},
        "d":{"type":"object","minProperties":1,"maxProperties":2,"additionalProperties":{}},
        "e":{"type":"object","properties":{},"additionalProperties":false},
        "f":{"type":"string","format":"byte","maxLength":16,"contentEncoding":"base64"},
        "g":{"type":"string","pattern":"^(?:[a-z]\u002B)$"},
        "h":{"type":["string","null"],"not":{"enum":["x","\u0022"]},"minLength":1,"maxLength":9,"pattern":"BLANK"},
        "i":{"type":"string","minLength":3,"pattern":"^(?:[a-z.]\u002B)$","allOf":[{"pattern":"\\.(?:[tT][xX]1|[cC]\\x2B)$"},{"pattern":"BLANK"}]},
        "j":{"type":"string","format":"base64","contentEncoding":"base64"},
        "k":{"type":"integer","not":{"enum":[1,2.0]}}},
        "required":["b","c"],"additionalProperties":false}
        """.ReplaceLineEndings("").Replace("BLANK", Blank), Write(Parse(Literal)));

    private const string Blank = @"[^\\t-\\r \\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";

    [Fact]
    public void Survives_being_written_and_parsed()
    {
        // The pattern and lengths in bytes are ours to judge by: their public form is for others
        var once = Write(Parse(Literal.Replace(",\"x-pattern\":\"[a-z]+\"", "").Replace(",\"x-pattern\":\"[a-z.]+\"", "").Replace(",\"x-not-blank\":true", "").Replace(",\"x-extensions\":[\"tx1\",\"c+\"]", "").Replace(",\"maxLength\":10", "")));

        Assert.Equal(once, Write(Parse(once)));
    }

    [Fact]
    public void Unknown_type_is_told() => Assert.Contains("'text'", Assert.Throws<FormatException>(() => Parse("""{"type":"text"}""")).Message);

    private static Schema Parse(string json) => Schema.Parse(Encoding.UTF8.GetBytes(json));

    private static string Write(Schema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) schema.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
