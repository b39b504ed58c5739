using System.Diagnostics;
using Tinpot.WebConsole.Tests.Browsing;

namespace Tinpot.WebConsole.Tests;

/// <summary>The page's scripts before any browser reads them.</summary>
public sealed class ScriptTests
{
    private static readonly string Folder = Path.Combine(Tools.Root, "src", "Tinpot.Host", "wwwroot");

    [Fact]
    public async Task The_type_checker_has_nothing_to_say()
    {
        var start = new ProcessStartInfo(Tools.Node, [Tools.Package("typescript/bin/tsc"), "-p", Path.Combine(Tools.Root, "eng", "tsconfig.json")])
        {
            RedirectStandardOutput = true,
        };
        using Process checker = Process.Start(start)!;
        string said = await checker.StandardOutput.ReadToEndAsync();
        await checker.WaitForExitAsync();
        Assert.True(checker.ExitCode == 0, said);
    }

    [Fact]
    public void A_module_is_one_concern_and_at_most_250_lines()
    {
        Assert.All(Directory.EnumerateFiles(Folder, "*.js", SearchOption.AllDirectories), file =>
        {
            string[] lines = File.ReadAllLines(file);
            Assert.Equal("// @ts-check", lines[0]);
            Assert.InRange(lines.Length, 1, 250);
        });
    }
}
