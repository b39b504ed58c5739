using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests.Redis;

/// <summary>Two fleets on one Redis and one machine, with the same program: what one leaves is never touched by the other.</summary>
public sealed class TwoFleetTests
{
    private static readonly (string, string) Other = ("TINPOT_REDIS_PREFIX", "other");

    [Fact]
    public async Task What_a_killed_worker_left_is_left_to_its_own_fleet()
    {
        await using Fleet fleet = await Fleet.StartAsync();
        HostProcess api = await fleet.ApiAsync(), otherApi = await fleet.ApiAsync(Other);
        HostProcess worker = await fleet.StartAsync(["worker", "--name", "mine"]);
        HostProcess other = await fleet.StartAsync(["worker", "--name", "other"], Other);
        await Fleet.UntilServedAsync(api, "sleep_for_ever", "echo");
        await Fleet.UntilServedAsync(otherApi, "sleep_for_ever", "echo");
        Assert.Equal("mine", Assert.Single(await Fleet.WorkersAsync(api)));
        Assert.Equal("other", Assert.Single(await Fleet.WorkersAsync(otherApi)));
        string id = await api.Client.ExecuteAsync("sleep_for_ever", new { });
        await api.Client.UntilPrintedAsync(id, "up");
        LinuxProcess child = Assert.Single(worker.Children);
        // A child that is stopped outlives its host
        Signals.Send(child.Id, Signals.Stop);
        try
        {
            await worker.KillAsync();
            string waiting = await api.Client.ExecuteAsync("echo", new { text = "hello" });

            // The other fleet starts, runs, reaps, and is stopped
            HostProcess third = await fleet.StartAsync(["worker", "--name", "third"], Other);
            Assert.Equal("SUCCESS", (await otherApi.Client.RunAsync("echo", new { text = "hello" })).State());
            // Until the lease is over and the fleet's own API has seen it
            JsonElement end = await api.Client.EndAsync(id);
            Assert.Equal("lost", end.GetProperty("error").GetProperty("reason").GetString());
            Assert.True(Directory.Exists($"/proc/{child.Id}"), "The other fleet ended what this one left.");
            Assert.DoesNotContain("former host", third.Output + other.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await otherApi.Client.GetFromJsonAsync<JsonElement>("/api/executions?state=FAILURE")).GetProperty("items").GetArrayLength());
            Assert.NotEqual("SUCCESS", (await api.Client.StatusAsync(waiting)).State());

            HostProcess next = await fleet.StartAsync(["worker", "--name", "next"]);
            await Eventually.TrueAsync(() => !Directory.Exists($"/proc/{child.Id}"), "the next worker of its own fleet ends it");
            await api.Client.EndAsync(waiting);
            Assert.Equal("next", (await api.Client.GetFromJsonAsync<JsonElement>($"/api/executions/{waiting}")).GetProperty("worker").GetString());
            Assert.Contains("Orphaned processes of a former host", next.Output, StringComparison.Ordinal);
        }
        finally
        {
            if (Directory.Exists($"/proc/{child.Id}"))
                child.Kill();
        }
    }
}
