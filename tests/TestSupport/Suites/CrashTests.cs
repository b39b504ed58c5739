using System.Globalization;
using System.Text.Json;
using Tinpot.Tests.Http;
using Tinpot.Tests.Processes;

namespace Tinpot.Tests.Suites;

/// <summary>An action that takes its process along fails alone, and says of what.</summary>
public abstract class CrashTests
{
    protected abstract Task<HostProgram> ProgramAsync();

    /// <summary>How the program ends when its stack overflows, and what it still says.</summary>
    protected virtual (string Cause, string LastWords) Overflow => ("SIGABRT", "tack overflow");

    [Theory]
    [InlineData("exit_process", """{"code":3}""", "exit code 3", "leaving with 3")]
    [InlineData("exit_process", """{"code":0}""", "exit code 0", "leaving with 0")]
    [InlineData("crash_natively", "{}", "SIGSEGV", "about to crash")]
    [InlineData("kill_self", """{"signal":9}""", "SIGKILL", "")]
    [InlineData("fail_fast", "{}", "SIGABRT", "no way on")]
    [InlineData("throw_on_thread", "{}", "SIGABRT", "nobody catches this")]
    public Task Crash_is_a_failure_with_its_cause_and_the_pool_heals(string action, string parameters, string cause, string lastWords) =>
        CrashAsync(action, parameters, cause, lastWords);

    [Fact]
    public Task Stack_overflow_is_a_crash_like_others() => CrashAsync("overflow_stack", "{}", Overflow.Cause, Overflow.LastWords);

    protected async Task CrashAsync(string action, string parameters, string cause, string lastWords)
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 2);
        string release = folder.File("release");
        string beside = await host.Client.ExecuteAsync("hold_stubbornly", new { path = release });
        await host.Client.UntilPrintedAsync(beside, "holding");

        JsonElement status = await host.Client.RunAsync(action, JsonElement.Parse(parameters));

        Assert.Equal("FAILURE", status.State());
        Assert.Equal("crash", status.GetProperty("error").GetProperty("reason").GetString());
        Assert.Contains(cause, status.Message());
        Assert.Contains(lastWords, status.Message());
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("echo", new { text = "next" })).State());
        await File.WriteAllTextAsync(release, "");
        Assert.Equal("SUCCESS", (await host.Client.EndAsync(beside)).State());
    }

    [Fact]
    public async Task Flood_and_native_crash_leave_fifty_others_exact()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(await ProgramAsync(), folder.Path, slots: 4);
        string flood = await host.Client.ExecuteAsync("flood_raw", new { megabytes = 200, crash = true });
        string[] others = await Task.WhenAll(Enumerable.Range(1, 50)
            .Select(number => host.Client.ExecuteAsync("print_lines", new { count = 100 * number })));

        for (int i = 0; i < others.Length; i++)
        {
            JsonElement status = await host.Client.EndAsync(others[i]);
            Assert.Equal("SUCCESS", status.State());
            Assert.Equal(100 * (i + 1), status.GetProperty("result").GetInt32());
            IReadOnlyList<LogLine> lines = await host.Client.LinesAsync(others[i]);
            Assert.Equal(Enumerable.Range(1, 100 * (i + 1)), lines.Select(line => int.Parse(line.Text.AsSpan(0, 7), CultureInfo.InvariantCulture)));
            Assert.All(lines, line => Assert.Equal("stdout", line.Stream));
        }

        JsonElement end = await host.Client.EndAsync(flood, TimeSpan.FromMinutes(5));
        Assert.Equal("FAILURE", end.State());
        Assert.Contains("SIGSEGV", end.Message());
        Assert.Contains("eeeee", end.Message());
        // Its last words by the runtime, and what the host says of its end, are lines too
        Assert.Equal(200 * 1024 * 1024 / 65_500 * 655 + 2, await host.Client.LastLineNumberAsync(flood));
    }
}
