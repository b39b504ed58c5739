using System.Net;

namespace Tinpot.Faults.Tests;

/// <summary>A host in a control group that lets in few more processes and threads than it has.</summary>
public sealed class TaskGroupTests
{
    private const int Submissions = 30;

    [Theory]
    [InlineData(0, "process")]
    [InlineData(1, "process")]
    [InlineData(4, "process")]
    [InlineData(20, "process")]
    [InlineData(40, "process")]
    [InlineData(1, "inprocess")]
    [InlineData(4, "inprocess")]
    public async Task What_cannot_be_started_waits_until_it_can(int more, string isolation)
    {
        using TestFolder folder = SystemLimits.Folder();
        using TaskGroup? group = TaskGroup.TryCreate();
        if (group is null)
            return;
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Executable with { Limits = new SystemLimits { Group = group } }, folder.Path, slots: 8,
            ("HOME", folder.Path), ("TMPDIR", folder.Path), ("TINPOT_ISOLATION", isolation));
        // With its first child ready
        await host.Client.RunAsync("echo", new { text = "first" });
        group.Limit(more);
        if (more < 16)
            await Eventually.TrueAsync(() => Says(host, "more processes and threads (ulimit -u, TasksMax=, pids.max)") >= 1, "the host has noticed");

        List<string> ids = [];
        for (int number = 0; number < Submissions; number++)
            ids.Add(await host.Client.ExecuteAsync("work_with_ledger", new { ledger = folder.File("ledger"), text = $"{number}", milliseconds = 100 }));
        foreach (string id in ids)
            Assert.Contains((await host.Client.StatusAsync(id)).State(), (string[])["PENDING", "STARTED", "SUCCESS"]);
        if (more <= 4 && isolation == "process")
            await Eventually.TrueAsync(() => Says(host, "cannot start more processes or threads") == 1, "the log says why");
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health")).StatusCode);

        group.Limit(null);
        foreach (string id in ids)
            Assert.Equal("SUCCESS", (await host.Client.EndAsync(id, TimeSpan.FromMinutes(2))).State());
        Assert.Equal(2 * Submissions, folder.Lines("ledger").Length);
        Assert.InRange(Says(host, "cannot start more processes or threads"), 0, 1);
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
    }

    private static int Says(HostProcess host, string text) =>
        host.Output.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
}
