using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tinpot.Actions;

namespace Tinpot.Host.Tests.Actions;

public sealed class ActionInfoWriterTests
{
    [Fact]
    public void Writes_what_forms_and_clients_need() => Assert.Equal(
        """
        {"name":"copy","aliases":["cp"],"title":"Copy","group":"Files","description":"Copies.","queue":"slow","parameters":{
        "from":{"type":"string","format":"uri-reference","required":true,"title":"From","description":"Where from.","pattern":"^(?:[a-z]+)$","min_length":1,"max_length":9},
        "mode":{"type":"string","required":false,"nullable":true,"default":null,"enum":["fast","safe",null]},
        "retries":{"type":"integer","format":"int32","required":false,"default":3,"minimum":0,"maximum":9},
        "ratio":{"type":"number","format":"double","required":true,"exclusive_minimum":0,"exclusive_maximum":1},
        "hosts":{"type":"array","required":true,"min_items":1,"max_items":5,"unique_items":true,"items":{"type":"object","properties":{"name":{"type":"string","required":true}}}},
        "labels":{"type":"object","required":true,"values":{"type":"any"}},
        "user":{"type":"string","required":false,"default":"me","denied":["root",""],"not_blank":true,"extensions":["txt","md"]},
        "key":{"type":"string","required":true,"deprecated":true,"secret":true,"multiline":true}},
        "parameters_schema":SCHEMA,"result_schema":{"type":"boolean"},"source":{"file":"A.cs","line":3},"cancellable":true,"timeout_seconds":null,"retries":0,"max_concurrent":null,"isolation":"in_process","deprecated":true,"calls":["move","rm"],"contract_hash":"0123456789abcdef"}
        """.ReplaceLineEndings("").Replace("SCHEMA", Written(w => Copy.Parameters.WriteTo(w))),
        Written(w => Info(new TinpotOptions { Isolation = Isolation.InProcess }).Write(w, Copy)));

    [Fact]
    public void Says_null_for_no_result_and_no_source()
    {
        var info = JsonDocument.Parse(Written(w => Info(new TinpotOptions()).Write(w, Copy with { Result = null, Source = null }))).RootElement;

        Assert.Equal(JsonValueKind.Null, info.GetProperty("result_schema").ValueKind);
        Assert.Equal(JsonValueKind.Null, info.GetProperty("source").ValueKind);
    }

    [Fact]
    public void Tells_what_the_host_does_where_the_action_says_nothing()
    {
        var host = new TinpotOptions { Timeout = TimeSpan.FromMinutes(2), Isolation = Isolation.Process };
        ActionDescriptor own = Copy with { Timeout = TimeSpan.FromSeconds(5), Retries = 2, Isolation = Isolation.InProcess };

        Assert.Equal("120 0 process", Limits(Info(host), Copy));
        Assert.Equal("5 2 in_process", Limits(Info(host), own));
    }

    [Fact]
    public void Tells_how_many_run_at_a_time()
    {
        var info = JsonDocument.Parse(Written(w => Info(new TinpotOptions()).Write(w, Copy with { MaxConcurrent = new ConcurrencyLimit(2, "mode", WhenFull.Reject) })));
        Assert.Equal("""{"limit":2,"key":"mode","when_full":"reject"}""", info.RootElement.GetProperty("max_concurrent").GetRawText());

        info = JsonDocument.Parse(Written(w => Info(new TinpotOptions()).Write(w, Copy with { MaxConcurrent = new ConcurrencyLimit(1, null, WhenFull.Queue) })));
        Assert.Equal("""{"limit":1,"key":null,"when_full":"queue"}""", info.RootElement.GetProperty("max_concurrent").GetRawText());
    }

    private static string Limits(ActionInfoWriter info, ActionDescriptor action)
    {
        JsonElement written = JsonDocument.Parse(Written(w => info.Write(w, action))).RootElement;
        return $"{written.GetProperty("timeout_seconds")} {written.GetProperty("retries")} {written.GetProperty("isolation")}";
    }

    private static ActionInfoWriter Info(TinpotOptions options) => new(options, new IsolationChoice(options));

    private static ActionDescriptor Copy { get; } = ActionDescriptor.Parse("""
        {"name":"copy","aliases":["cp"],"title":"Copy","group":"Files","queue":"slow","description":"Copies.","cancellable":true,"deprecated":true,"contract_hash":"0123456789abcdef",
         "parameters":{"type":"object","additionalProperties":false,"required":["from","ratio","hosts","labels","key"],"properties":{
           "from":{"type":"string","format":"uri-reference","title":"From","description":"Where from.","x-pattern":"[a-z]+","minLength":1,"maxLength":9},
           "mode":{"type":["string","null"],"enum":["fast","safe"],"default":null},
           "retries":{"type":"integer","format":"int32","default":3,"minimum":0,"maximum":9},
           "ratio":{"type":"number","format":"double","exclusiveMinimum":0,"exclusiveMaximum":1},
           "hosts":{"type":"array","minItems":1,"maxItems":5,"uniqueItems":true,"items":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string"}}}},
           "labels":{"type":"object","additionalProperties":{}},
           "user":{"type":"string","default":"me","not":{"enum":["root",""]},"x-not-blank":true,"x-extensions":["txt","md"]},
           "key":{"type":"string","deprecated":true,"writeOnly":true,"x-multiline":true}}},
         "result":{"type":"boolean"}}
        """u8) with { Source = new SourceLocation("A.cs", 3), Calls = ["move", "rm"] };

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
