using System.Text;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary><c>$defs</c> and <c>$ref</c>, with types that contain themselves.</summary>
public sealed class DefinitionTests
{
    private const string Literal = """
        {"type":"object","properties":{
        "root":{"$ref":"#/$defs/Node","description":"Where to begin"},
        "other":{"anyOf":[{"$ref":"#/$defs/Acme.Leaf"},{"type":"null"}],"default":null}},
        "required":["root"],"additionalProperties":false,"$defs":{
        "Acme.Leaf":{"type":"object","description":"An end","properties":{"size":{"type":"integer","format":"int32"}},"additionalProperties":false},
        "Node":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}},"leaf":{"$ref":"#/$defs/Acme.Leaf"}},"required":["name"],"additionalProperties":false}}}
        """;

    [Fact]
    public void A_reference_has_the_shape_of_its_definition_and_texts_of_its_own()
    {
        var schema = Schema.Parse(Encoding.UTF8.GetBytes(Literal));

        var root = schema.Properties![0].Schema;
        Assert.Equal(("Node", SchemaType.Object, false, "Where to begin"), (root.Reference, root.Type, root.Nullable, root.Description));
        Assert.Equal(["name", "children", "leaf"], root.Properties!.Select(p => p.Name));
        Assert.Same(root.Properties, root.Properties![1].Schema.Items!.Properties);
        var other = schema.Properties[1].Schema;
        Assert.Equal(("Acme.Leaf", true, "null"), (other.Reference, other.Nullable, Encoding.UTF8.GetString(other.Default!.Value.Span)));
    }

    [Fact]
    public void What_is_written_is_what_was_read() => Assert.Equal(Literal.ReplaceLineEndings(""), Write(Schema.Parse(Encoding.UTF8.GetBytes(Literal))));

    [Fact]
    public void A_part_brings_the_definitions_it_needs() => Assert.Equal(
        """{"anyOf":[{"$ref":"#/$defs/Acme.Leaf"},{"type":"null"}],"default":null,"$defs":{"Acme.Leaf":{"type":"object","description":"An end","properties":{"size":{"type":"integer","format":"int32"}},"additionalProperties":false}}}""",
        Write(Schema.Parse(Encoding.UTF8.GetBytes(Literal)).Properties![1].Schema));

    [Theory]
    [InlineData("""{"root":{"name":"a","children":[{"name":"b","children":[],"leaf":{"size":1}}]},"other":null}""")]
    [InlineData("""{"root":{}}""", "root.name: Is required.")]
    [InlineData("""{"root":null}""", "root: Must not be null.")]
    [InlineData("""{"root":{"name":"a","leaf":null}}""", "root.leaf: Must not be null.")]
    [InlineData("""{"root":{"name":"a","children":[{"name":"b","children":[{"name":1}]}]}}""", "root.children[0].children[0].name: Must be a string, not a number.")]
    [InlineData("""{"root":{"name":"a"},"other":{"siez":1}}""", "other.siez: Is unknown. Did you mean 'size'?")]
    public void Values_are_checked_at_any_depth(string json, params string[] errors) => Assert.Equal(errors, Told(json));

    [Fact]
    public void Depth_has_a_bound()
    {
        // The document, root and each list with its node: 2 + 2n levels
        static string Nested(int levels) => $$"""{"root":{{string.Concat(Enumerable.Repeat("""{"name":"a","children":[""", levels))}}{"name":"z"}{{string.Concat(Enumerable.Repeat("]}", levels))}}}""";

        Assert.Empty(Told(Nested(31)));
        Assert.Equal("nested deeper than 64 levels.", Assert.Single(Told(Nested(32)))[^"nested deeper than 64 levels.".Length..]);
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/None"}""")]
    [InlineData("""{"$ref":"other.json","$defs":{}}""")]
    public void A_reference_to_nothing_is_told(string json) =>
        Assert.Contains("is not among the schema's $defs", Assert.Throws<FormatException>(() => Schema.Parse(Encoding.UTF8.GetBytes(json))).Message);

    private static string[] Told(string json) =>
        [.. SchemaChecker.Check(Schema.Parse(Encoding.UTF8.GetBytes(Literal)), Encoding.UTF8.GetBytes(json)).Select(e => $"{e.Path}: {e.Message}")];

    private static string Write(Schema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) schema.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
