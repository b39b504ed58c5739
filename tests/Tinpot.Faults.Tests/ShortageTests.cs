using System.Net;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>A host whose user may have few processes and threads.</summary>
public sealed class ShortageTests
{
    private const int Submissions = 200;

    [Theory]
    [InlineData(30, "process")]
    [SoakData(40, "process")]
    [InlineData(48, "process")]
    [SoakData(70, "process")]
    [InlineData(30, "inprocess")]
    [InlineData(40, "inprocess")]
    public async Task What_cannot_be_started_waits_until_it_can(int processes, string isolation)
    {
        using TestFolder folder = SystemLimits.Folder();
        var limits = new SystemLimits { Processes = processes };
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Executable with { Limits = limits }, folder.Path, slots: 8,
            ("HOME", folder.Path), ("TMPDIR", folder.Path), ("TINPOT_ISOLATION", isolation));

        List<string> ids = [];
        for (int number = 0; number < Submissions; number++)
            ids.Add(await host.Client.ExecuteAsync("echo", new { text = $"{number}" }));
        foreach (string id in ids)
            Assert.Contains((await host.Client.StatusAsync(id)).State(), (string[])["PENDING", "STARTED", "SUCCESS"]);

        await limits.RaiseAsync(host.Id);
        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await host.Client.EndAsync(id, TimeSpan.FromMinutes(2))).State());
        Assert.InRange(Count(host, "cannot start more processes or threads"), 0, 1);
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_and_one_line_each_say_that_nothing_can_be_started_and_that_it_can_again()
    {
        using TestFolder folder = SystemLimits.Folder();
        var limits = new SystemLimits { Processes = 40 };
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Executable with { Limits = limits }, folder.Path, slots: 2, ("HOME", folder.Path), ("TMPDIR", folder.Path));
        string id = await host.Client.ExecuteAsync("echo", new { text = "waits" });
        await Eventually.TrueAsync(() => Ready(host) == HttpStatusCode.ServiceUnavailable, "readiness fails");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health")).StatusCode);
        // Claimed at most to be given back at once
        Assert.Contains((await host.Client.StatusAsync(id)).State(), (string[])["PENDING", "STARTED"]);

        await limits.RaiseAsync(host.Id);
        JsonElement end = await host.Client.EndAsync(id);
        Assert.Equal("SUCCESS", end.State());
        await Eventually.TrueAsync(() => Ready(host) == HttpStatusCode.OK, "readiness is back");
        await Eventually.TrueAsync(() => Count(host, "can be started again") == 1, "the end of the shortage is logged");
        Assert.Equal(1, Count(host, "cannot start more processes or threads"));
    }

    private static HttpStatusCode Ready(HostProcess host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ready");
        using HttpResponseMessage answer = host.Client.Send(request);
        return answer.StatusCode;
    }

    private static int Count(HostProcess host, string text) =>
        host.Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
}
