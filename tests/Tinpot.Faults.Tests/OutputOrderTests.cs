namespace Tinpot.Faults.Tests;

/// <summary>Alone, because a child waits only a quarter of a second for a host that is too busy to take what it printed.</summary>
[CollectionDefinition(nameof(OutputOrderTests), DisableParallelization = true)]
public sealed class AloneForOutputOrder;

/// <summary>What code prints by the runtime and past it stays in order.</summary>
[Collection(nameof(OutputOrderTests))]
public sealed class OutputOrderTests
{
    [Fact]
    public async Task One_thread_s_lines_stay_in_order_whichever_way_they_went()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Assembly, folder.Path, slots: 1);
        string id = await host.Client.ExecuteAsync("take_turns", new { times = 2_000 });

        Assert.Equal("SUCCESS", (await host.Client.EndAsync(id)).State());

        Assert.Equal(
            Enumerable.Range(0, 2_000).SelectMany(i => new[] { $"managed {i}", $"native {i}" }),
            (await host.Client.LinesAsync(id)).Select(line => line.Text));
    }
}
