using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class DrainTests
{
    [Fact]
    public async Task While_a_host_drains_its_api_answers_and_can_cancel()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-drain-").FullName;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTinpot(
            new TestCatalog(new TestAction("wait", async invocation =>
                await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token))),
            options =>
            {
                options.DataFolder = folder;
                options.Isolation = Isolation.InProcess;
            });
        await using WebApplication app = builder.Build();
        app.UseRouting();
        app.MapTinpot();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        string id = await ExecuteAsync(client);
        await UntilAsync(client, id, "STARTED");

        Task stopping = app.StopAsync();
        Assert.Equal("STARTED", await StateAsync(client, id));
        Assert.False(stopping.IsCompleted);
        (await client.PostAsJsonAsync($"/api/executions/{id}/cancel", new { })).EnsureSuccessStatusCode();
        await stopping.WaitAsync(TimeSpan.FromSeconds(60));
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> ExecuteAsync(HttpClient client)
    {
        HttpResponseMessage response = await client.PostAsJsonAsync("/api/actions/wait/execute", new { });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("execution_id").GetString()!;
    }

    private static async Task UntilAsync(HttpClient client, string id, string state)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await StateAsync(client, id) != state)
            await Task.Delay(5, deadline.Token);
    }

    private static async Task<string?> StateAsync(HttpClient client, string id) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/executions/{id}/status")).GetProperty("state").GetString();
}
