using System.Text;
using System.Text.Json;
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

        var (masked, taken) = SecretArguments.Split(Parameters, complete);

        Assert.Equal(secrets, taken is null ? null : Encoding.UTF8.GetString(taken));
        if (taken is null)
        {
            Assert.Equal(complete, masked);
            return;
        }
        foreach (var secret in JsonDocument.Parse(taken).RootElement.EnumerateArray())
            Assert.Equal(SecretArguments.Mask, At(JsonDocument.Parse(masked).RootElement, secret.GetProperty("path")).GetString());
        Assert.Equal(Encoding.UTF8.GetString(complete), Encoding.UTF8.GetString(SecretArguments.Merge(masked, taken)));
    }

    [Fact]
    public void No_secret_is_left_in_what_is_stored()
    {
        var complete = Encoding.UTF8.GetBytes(Complete(
            """{"repo":"r","token":"hunter2","servers":[{"host":"a","password":"hunter2"}],"keys":{"a":"hunter2"},"login":{"user":"hunter2"}}"""));

        var (masked, _) = SecretArguments.Split(Parameters, complete);

        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(masked));
        Assert.Equal(
            """{"repo":"r","days":7,"branch":null,"token":"***","servers":[{"host":"a","port":22,"password":"***"}],"keys":{"a":"***"},"login":"***","more":{}}""",
            Encoding.UTF8.GetString(masked));
        Assert.Equal(["token", "servers[0].password", "keys.a", "login"], SecretArguments.PathsOf(Parameters, masked));
    }

    [Fact]
    public void Secrets_of_other_arguments_are_refused() => Assert.Contains(
        "servers[1].password",
        Assert.Throws<InvalidDataException>(() => SecretArguments.Merge(
            """{"repo":"r","servers":[{"host":"a","password":"***"}]}"""u8,
            """[{"path":["servers",1,"password"],"value":"p"}]"""u8)).Message);

    private static string Complete(string given) => Encoding.UTF8.GetString(ArgumentDocument.Complete(Parameters, Encoding.UTF8.GetBytes(given)));

    private static JsonElement At(JsonElement value, JsonElement path)
    {
        foreach (var step in path.EnumerateArray())
            value = step.ValueKind == JsonValueKind.String ? value.GetProperty(step.GetString()!) : value[step.GetInt32()];
        return value;
    }
}
