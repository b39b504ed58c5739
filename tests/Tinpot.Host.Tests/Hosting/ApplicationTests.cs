using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Host.Tests.Cli;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>An application with a Main of its own, in a process of its own, as its author wrote it.</summary>
public sealed partial class ApplicationTests : IDisposable
{
    private static readonly string Program = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestApplication").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Its_Main_runs_once_and_its_actions_in_children_under_the_users_name()
    {
        await using ActionsProcess host = Start([Program]);
        using HttpClient client = await ConnectAsync(host);

        using HttpResponseMessage answer = await RunAsync(client, "ada");

        JsonElement execution = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        string[] told = execution.GetProperty("result").GetString()!.Split(' ');
        Assert.NotEqual(host.Id.ToString(CultureInfo.InvariantCulture), told[0]);
        Assert.Equal("ada", told[1]);
        Assert.Equal("migrated\n", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "migrations.txt")));
        Assert.Equal("ada", (await GetAsync(client, $"/ops/api/executions/{execution.GetProperty("execution_id").GetString()}")).GetProperty("requested_by").GetString());
        Assert.Contains($"1 action, ", host.Out, StringComparison.Ordinal);
        Assert.Contains($"in child processes; data in {Path.Combine(_folder.FullName, ".tinpot")}", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_authorization_covers_all_but_the_health_checks()
    {
        await using ActionsProcess host = Start([Program]);
        using HttpClient client = await ConnectAsync(host);

        Assert.Equal("The application's own page", await client.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ops/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ops/ready")).StatusCode);
        foreach (string path in (string[])["/ops/", "/ops/api/actions", "/ops/api/nothing", "/ops/assets/1/app.js", "/ops/api/health"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await client.GetAsync(path)).StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RunAsync(client, "")).StatusCode);
    }

    /// <summary>Its endpoints ask for authorization, so no TINPOT_AUTH is needed.</summary>
    [Fact]
    public async Task It_may_listen_everywhere()
    {
        await using ActionsProcess host = Start([Program], "http://0.0.0.0:0");
        using HttpClient client = await ConnectAsync(host);

        Assert.Equal(HttpStatusCode.OK, (await RunAsync(client, "grace")).StatusCode);
    }

    /// <summary>Built without startup hooks, and without the line in Main that is needed then.</summary>
    [Fact]
    public async Task Without_hooks_it_is_told_once_what_is_missing()
    {
        string settings = Path.Combine(_folder.FullName, "runtimeconfig.json");
        string original = await File.ReadAllTextAsync(Path.ChangeExtension(Program, "runtimeconfig.json"));
        Assert.Contains("\"System.StartupHookProvider.IsSupported\": true", original, StringComparison.Ordinal);
        await File.WriteAllTextAsync(settings, original.Replace("IsSupported\": true", "IsSupported\": false", StringComparison.Ordinal));
        await using ActionsProcess host = Start(["exec", "--runtimeconfig", settings, Program]);

        Assert.Equal(1, await host.ExitAsync());

        string said = host.Out + host.Error;
        Assert.Single(Advice().Matches(said));
        Assert.Contains("StartupHookSupport", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("A frame of", said, StringComparison.Ordinal);
    }

    private ActionsProcess Start(string[] program, string url = "http://127.0.0.1:0") =>
        ActionsProcess.Start(_folder.FullName, [.. program[1..], "--urls", url], program: program[0]);

    private static async Task<HttpClient> ConnectAsync(ActionsProcess host)
    {
        await host.UntilOutHoldsAsync("Now listening on: ");
        await host.UntilOutHoldsAsync("; data in ");
        return new() { BaseAddress = new Uri($"http://127.0.0.1:{Port().Match(host.Out).Groups[1].Value}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    private static async Task<HttpResponseMessage> RunAsync(HttpClient client, string user)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, "/ops/api/actions/tell/sync_execute", user);
        return await client.SendAsync(request);
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path, "ada");
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string user)
    {
        var request = new HttpRequestMessage(method, path);
        if (user.Length > 0)
            request.Headers.Add("X-User", user);
        return request;
    }

    [GeneratedRegex(@"Now listening on: http://[^:]+:(\d+)")]
    private static partial Regex Port();

    [GeneratedRegex("TinpotHost.IsChild")]
    private static partial Regex Advice();
}
