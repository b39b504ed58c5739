using Tinpot.Cli;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Cli;

/// <summary>Runs command lines in this process.</summary>
internal static class Prompt
{
    public static readonly TestCatalog Catalog = new(
        TestAction.Echo("echo_all", """
            "days":{"type":"integer","format":"int32","minimum":1,"maximum":365,"default":7,"description":"Age in days"},
            "ratio":{"type":"number","format":"double","default":0.5},
            "skip_tests":{"type":"boolean","default":false},
            "name":{"type":["string","null"],"default":null},
            "mode":{"type":"string","enum":["fast","slow"],"default":"fast"},
            "tags":{"type":["array","null"],"items":{"type":"string"},"default":null},
            "ports":{"type":["array","null"],"items":{"type":"integer","format":"int32"},"default":null},
            "server":{"type":["object","null"],"properties":{"host":{"type":"string"},"port":{"type":"integer","format":"int32"}},"required":["host"],"additionalProperties":false,"default":null},
            "password":{"type":["string","null"],"writeOnly":true,"default":null},
            "help":{"type":["string","null"],"default":null}
            """),
        TestAction.Echo("needs_host", "\"host\":{\"type\":\"string\"}", "host") with { Aliases = ["old_needs"] },
        new TestAction("nothing", "", _ => ValueTask.CompletedTask) { Group = "Quiet" },
        TestAction.Throwing("fails") with { Deprecated = true });

    public static Task<(int Exit, string Out, string Error)> RunAsync(params string[] args) => RunAsync(Catalog, args);

    public static async Task<(int Exit, string Out, string Error)> RunAsync(TestCatalog catalog, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exit = await CommandLine.RunAsync(args, catalog, new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error)));
        return (exit, output.ToString(), error.ToString());
    }
}
