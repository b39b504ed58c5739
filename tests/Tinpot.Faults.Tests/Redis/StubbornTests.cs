using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>F24: what does not listen is ended all the same, asked for through another process.</summary>
public sealed class StubbornTests
{
    [Fact]
    public async Task Deaf_work_is_cancelled_through_an_api_and_leaves_nothing()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess worker = await fleet.StartAsync(["worker", "--concurrency", "3"], ("TINPOT_GRACE", "00:00:01"));
        HostProcess api = await fleet.ApiAsync();
        string[] ids = await Task.WhenAll(new[] { "spin", "trap_terminate", "deaf_family" }.Select(action => api.Client.ExecuteAsync(action, new { })));
        await Task.WhenAll(ids.Select(id => api.Client.UntilPrintedAsync(id, "up")));

        await Task.WhenAll(ids.Select(api.Client.CancelAsync));

        foreach (string id in ids)
        {
            JsonElement end = await api.Client.EndAsync(id);
            Assert.Equal("REVOKED", end.State());
        }

        await Eventually.EmptyAsync(() => worker.Strays, TimeSpan.FromSeconds(5));
        Assert.Equal("SUCCESS", (await api.Client.RunAsync("echo", new { text = "free" })).State());
    }
}
