using System.Text;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Actions.Arguments;
using Tinpot.Host.Tests.Actions.Arguments;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Actions;

/// <summary>A parameter whose type contains itself, wherever schemas are walked.</summary>
public sealed class RecursiveParameterTests
{
    private static readonly Schema Parameters = Schema.Parse("""
        {"type":"object","properties":{"root":{"$ref":"#/$defs/Node"},"next":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}},"required":["root"],"additionalProperties":false,"$defs":{
          "Node":{"type":"object","properties":{"name":{"type":"string","default":"n"},"children":{"type":"array","items":{"$ref":"#/$defs/Node"}},"key":{"type":["string","null"],"writeOnly":true}},"additionalProperties":false}}}
        """u8);

    [Fact]
    public void The_flat_description_spells_a_type_out_once() => Assert.Equal(
        """{"root":{"type":"object","required":true,"properties":{"name":{"type":"string","required":false,"default":"n"},"children":{"type":"array","required":false,"items":{"type":"object"}},"key":{"type":"string","required":false,"nullable":true,"secret":true}}},"next":{"type":"object","required":false,"nullable":true,"properties":{"name":{"type":"string","required":false,"default":"n"},"children":{"type":"array","required":false,"items":{"type":"object"}},"key":{"type":"string","required":false,"nullable":true,"secret":true}}}}""",
        Flat(Parameters));

    [Fact]
    public void Types_that_all_contain_each_other_do_not_unfold_without_bound()
    {
        var names = Enumerable.Range(0, 12).ToArray();
        var members = string.Join(',', names.Select(n => $$"""  "m{{n}}":{"$ref":"#/$defs/T{{n}}"} """));
        var definitions = string.Join(',', names.Select(n => $$"""  "T{{n}}":{"type":"object","properties":{ {{members}} } } """));

        Assert.InRange(Flat(Schema.Parse(Encoding.UTF8.GetBytes($$"""{"type":"object","properties":{ {{members}} },"$defs":{ {{definitions}} } } """))).Length, 1, 500_000);
    }

    [Fact]
    public void Defaults_are_filled_in_and_secrets_taken_out_at_any_depth()
    {
        var given = """{"root":{"children":[{"name":"b","children":[{"key":"hunter2"}]}]}}"""u8;
        var complete = Completed.Of(Parameters, given);

        Assert.Equal("""{"root":{"name":"n","children":[{"name":"b","children":[{"name":"n","key":"hunter2"}]}]},"next":null}""", Encoding.UTF8.GetString(complete));
        var (masked, secrets) = Completed.Of(Parameters, given, mask: true);
        Assert.Equal("""{"root":{"name":"n","children":[{"name":"b","children":[{"name":"n","key":"***"}]}]},"next":null}""", Encoding.UTF8.GetString(masked));
        Assert.Matches("""^\[\{"path":\["root","children",0,"children",0,"key"\],"masks":"[0-9a-f]{64} 74","value":"hunter2"\}\]$""", Encoding.UTF8.GetString(secrets!));
        using var stored = JsonDocument.Parse(masked);
        Assert.Equal(["root.children[0].children[0].key"], SecretArguments.PathsOf(Parameters, stored.RootElement.EnumerateObject().First()));
    }

    [Fact]
    public void A_type_without_secrets_is_searched_to_an_end()
    {
        var plain = Schema.Parse("""{"$ref":"#/$defs/N","$defs":{"N":{"type":"object","properties":{"n":{"$ref":"#/$defs/N"}}}}}"""u8);

        Assert.Null(Completed.Of(plain, "{}"u8, mask: true).Secrets);
    }

    private static string Flat(Schema parameters)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            new ParameterWriter(writer).Write(parameters.Properties!);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
