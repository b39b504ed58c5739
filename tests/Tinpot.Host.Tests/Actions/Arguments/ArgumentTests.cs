using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Actions.Arguments;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Actions.Arguments;

public sealed class ArgumentTests
{
    private static readonly Schema Parameters = Schema.Parse("""
        {"type":"object","additionalProperties":false,"required":["repo"],"properties":{
          "repo":{"type":"string"},
          "days":{"type":"integer","format":"int32","default":7},
          "branch":{"type":["string","null"]},
          "token":{"type":["string","null"],"writeOnly":true,"default":null},
          "servers":{"type":"array","default":[{"host":"a"}],"items":{"type":"object","additionalProperties":false,"required":["host"],"properties":{
            "host":{"type":"string"},"port":{"type":"integer","format":"int32","default":22},"password":{"type":["string","null"],"writeOnly":true}}}},
          "keys":{"type":["object","null"],"additionalProperties":{"type":"string","writeOnly":true}},
          "login":{"type":["object","null"],"writeOnly":true,"additionalProperties":false,"properties":{"user":{"type":"string"}}},
          "more":{"default":{}}}}
        """u8);

    [Theory]
    [InlineData("", """{"days":7,"branch":null,"token":null,"servers":[{"host":"a","port":22}],"keys":null,"login":null,"more":{}}""")]
    [InlineData("""{"repo":"r"}""", """{"repo":"r","days":7,"branch":null,"token":null,"servers":[{"host":"a","port":22}],"keys":null,"login":null,"more":{}}""")]
    [InlineData(
        """{ "more" : [ 1.0 , {"a": "b c"} ], "d\u0061ys": 1, "repo": "\u00e9\"", "servers": [ {"port": 1, "host": "h"}, {"host": "i"} ] }""",
        """{"repo":"é\"","days":1,"branch":null,"token":null,"servers":[{"host":"h","port":1},{"host":"i","port":22}],"keys":null,"login":null,"more":[1.0,{"a":"b c"}]}""")]
    public void Complete_has_every_parameter_in_declaration_order(string given, string complete)
    {
        var first = Complete(given);

        Assert.Equal(complete, first);
        Assert.Equal(complete, Complete(first));
    }

    [Theory]
    [InlineData("""{"repo":"r"}""", null)]
    [InlineData("""{"repo":"r","token":"hunter2"}""", """[{"path":["token"],"value":"hunter2"}]""")]
    [InlineData("""{"repo":"r","token":"***"}""", """[{"path":["token"],"value":"***"}]""")]
    [InlineData(
        """{"repo":"***","servers":[{"host":"a"},{"host":"b","password":"p\"\n"},{"host":"c","password":"q"}],"keys":{"a.b":"1","[0]":"2","":"3"},"login":{"user":"u"}}""",
        """[{"path":["servers",1,"password"],"value":"p\"\n"},{"path":["servers",2,"password"],"value":"q"},{"path":["keys","a.b"],"value":"1"},{"path":["keys","[0]"],"value":"2"},{"path":["keys",""],"value":"3"},{"path":["login"],"value":{"user":"u"}}]""")]
    public void Secrets_are_taken_out_and_put_back(string given, string? secrets)
    {
        var complete = Encoding.UTF8.GetBytes(Complete(given));

        var (masked, taken) = Completed.Of(Parameters, Encoding.UTF8.GetBytes(given), mask: true);

        Assert.Equal(secrets, taken is null ? null : WithoutMasks(taken));
        if (taken is null)
        {
            Assert.Equal(complete, masked);
            return;
        }
        foreach (var secret in JsonDocument.Parse(taken).RootElement.EnumerateArray())
            Assert.Equal(SecretArguments.Mask, At(JsonDocument.Parse(masked).RootElement, secret.GetProperty("path")).GetString());
        Assert.Equal(Encoding.UTF8.GetString(complete), Encoding.UTF8.GetString(SecretMerge.Merge(Completed.ActionName, masked, taken)));
        // As hosts that did not store where the masks stand left them
        Assert.Equal(Encoding.UTF8.GetString(complete), Encoding.UTF8.GetString(SecretMerge.Merge(Completed.ActionName, masked, Encoding.UTF8.GetBytes(secrets!))));
    }

    [Fact]
    public void No_secret_is_left_in_what_is_stored()
    {
        var (masked, _) = Completed.Of(
            Parameters,
            """{"repo":"r","token":"hunter2","servers":[{"host":"a","password":"hunter2"}],"keys":{"a":"hunter2"},"login":{"user":"hunter2"}}"""u8,
            mask: true);

        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(masked));
        Assert.Equal(
            """{"repo":"r","days":7,"branch":null,"token":"***","servers":[{"host":"a","port":22,"password":"***"}],"keys":{"a":"***"},"login":"***","more":{}}""",
            Encoding.UTF8.GetString(masked));
        Assert.Equal(["token", "servers[0].password", "keys.a", "login"], PathsOf(masked));
    }

    /// <summary>Of several bytes each, and masks that callers sent themselves in front of and behind the true ones.</summary>
    [Theory]
    [InlineData("""{"repo":"***\u0022***","token":"☃","servers":[{"host":"***"},{"host":"☃☃","password":"***"}],"more":"***"}""")]
    [InlineData("""{"repo":"\ud83d\ude00","keys":{"\"***\"":"***","☃":"\u2603"},"more":["***"]}""")]
    public void Secrets_go_to_their_places_and_nowhere_else(string given)
    {
        var (masked, taken) = Completed.Of(Parameters, Encoding.UTF8.GetBytes(given), mask: true);
        Assert.Equal(Complete(given), Encoding.UTF8.GetString(SecretMerge.Merge(Completed.ActionName, masked, taken!)));
    }

    private const string Servers = """{"repo":"r","servers":[{"host":"a","password":"***"}]}""";

    /// <summary>By hosts that did not store where the masks stand.</summary>
    [Fact]
    public void Secrets_of_other_arguments_are_refused() => Assert.Contains(
        "servers[1].password",
        Assert.Throws<InvalidDataException>(() => SecretMerge.Merge(
            Completed.ActionName, Encoding.UTF8.GetBytes(Servers), """[{"path":["servers",1,"password"],"value":"p"}]"""u8.ToArray())).Message);

    /// <summary>What is put into another place could be shown to whoever reads the record or the log.</summary>
    [Theory]
    [InlineData("b", "", "")]
    [InlineData("a", "\"r\"", "\"s\"")]
    [InlineData("a", "{\"repo\"", "{ \"repo\"")]
    [InlineData("a", "\"***\"", "\"***\":1")]
    [InlineData("a", "\"password\"", "\"passw0rd\"")]
    public void Secrets_of_changed_arguments_or_of_another_action_are_refused(string action, string before, string after)
    {
        var (masked, secrets) = Completed.Of(Parameters, """{"repo":"r","servers":[{"host":"a","password":"p"}]}"""u8, mask: true);
        string text = Encoding.UTF8.GetString(masked);
        string changed = before.Length == 0 ? text : text.Replace(before, after, StringComparison.Ordinal);
        Assert.Contains("not those that were submitted", Assert.Throws<InvalidDataException>(() => SecretMerge.Merge(action, Encoding.UTF8.GetBytes(changed), secrets!)).Message);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""[{"masks":7}]""")]
    [InlineData("""[{"path":["token"]}]""")]
    public void Secrets_that_are_damaged_are_refused(string secrets) =>
        Assert.Throws<InvalidDataException>(() => SecretMerge.Merge(Completed.ActionName, Encoding.UTF8.GetBytes(Servers), Encoding.UTF8.GetBytes(secrets)));

    private static string Complete(string given) => Encoding.UTF8.GetString(Completed.Of(Parameters, Encoding.UTF8.GetBytes(given)));

    private static string WithoutMasks(byte[] secrets) => Regex.Replace(Encoding.UTF8.GetString(secrets), "\"masks\":\"[0-9a-f]{64}[0-9 ]+\",", "");

    private static string[] PathsOf(byte[] arguments)
    {
        using var document = JsonDocument.Parse(arguments);
        return [.. document.RootElement.EnumerateObject().SelectMany(argument => SecretArguments.PathsOf(Parameters, argument))];
    }

    private static JsonElement At(JsonElement value, JsonElement path)
    {
        foreach (var step in path.EnumerateArray())
            value = step.ValueKind == JsonValueKind.String ? value.GetProperty(step.GetString()!) : value[step.GetInt32()];
        return value;
    }
}
