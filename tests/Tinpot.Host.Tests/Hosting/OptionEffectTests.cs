using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Actions;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>Each setting, seen from outside.</summary>
public sealed class OptionEffectTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TestAction Echo = TestAction.Echo("echo", "\"text\":{\"type\":\"string\",\"default\":\"\"}");
    private static readonly TestAction Wait = new("wait", "", TestAction.WaitForCancel);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Data_is_where_the_store_and_the_key_are()
    {
        string data = Path.Combine(_folder.FullName, "deep", "data");
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.DataFolder = data);

        Assert.True(File.Exists(Path.Combine(data, "key")));
        Assert.True(Directory.GetFiles(data).Length > 1);
    }

    [Fact]
    public async Task Root_path_stands_before_every_link()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.RootPath = "/tinpot");

        using HttpResponseMessage submitted = await host.ExecuteAsync("echo");

        Assert.StartsWith("/tinpot/api/executions/", submitted.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Concurrency_is_how_many_run_at_once()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Wait, Echo], options => options.Concurrency = 1);
        Guid first = await host.Actions.SubmitAsync("wait");
        await UntilAsync(host, first, ExecutionState.STARTED);
        Guid second = await host.Actions.SubmitAsync("echo");

        Assert.Equal(ExecutionState.PENDING, (await host.Actions.GetAsync(second))!.State);
        await host.Actions.CancelAsync(first);
        await UntilAsync(host, second, ExecutionState.SUCCESS);
    }

    [Fact]
    public async Task Queues_and_groups_are_what_this_worker_serves()
    {
        TestAction mine = Echo with { Name = "mine", Queue = "devops", Group = "DevOps" };
        TestAction otherQueue = mine with { Name = "other_queue", Queue = "default" };
        TestAction otherGroup = mine with { Name = "other_group", Group = "Database" };
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([mine, otherQueue, otherGroup], options =>
        {
            options.Queues = ["devops"];
            options.Groups = ["DevOps"];
        });

        Guid[] left = [await host.Actions.SubmitAsync("other_queue"), await host.Actions.SubmitAsync("other_group")];
        await UntilAsync(host, await host.Actions.SubmitAsync("mine"), ExecutionState.SUCCESS);

        foreach (Guid id in left)
            Assert.Equal(ExecutionState.PENDING, (await host.Actions.GetAsync(id))!.State);
    }

    [Fact]
    public async Task Worker_name_is_shown_to_people()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.WorkerName = "left");
        Guid id = await host.Actions.SubmitAsync("echo");
        await UntilAsync(host, id, ExecutionState.SUCCESS);

        Assert.Equal("left", (await host.GetAsync($"/api/executions/{id}")).GetProperty("worker").GetString());
    }

    [Fact]
    public async Task Drain_is_how_long_a_stopping_host_waits_for_what_runs()
    {
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        TestAction hold = new("hold", "", async _ =>
        {
            started.SetResult();
            await release.Task;
        });
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([hold], options => options.Drain = TimeSpan.FromMinutes(1));
        Guid id = await host.Actions.SubmitAsync("hold");
        await started.Task.WaitAsync(Deadline);

        Task stopping = host.App.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping.WaitAsync(Deadline);

        Assert.Equal(ExecutionState.SUCCESS, (await host.Actions.GetAsync(id))!.State);
    }

    [Fact]
    public async Task Grace_is_how_long_what_was_asked_to_stop_may_take()
    {
        var never = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        TestAction deaf = new("deaf", "", async _ =>
        {
            started.SetResult();
            await never.Task;
        });
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([deaf], options => options.Grace = TimeSpan.FromMilliseconds(50));
        Guid id = await host.Actions.SubmitAsync("deaf");
        await started.Task.WaitAsync(Deadline);

        await host.App.StopAsync().WaitAsync(Deadline);

        ActionStatus status = (await host.Actions.GetAsync(id))!;
        Assert.Equal(FailureReason.Shutdown, status.Error!.Reason);
        never.SetResult();
    }

    [Fact]
    public async Task Log_limit_ends_the_output_not_the_action()
    {
        TestAction chatty = new("chatty", "", invocation =>
        {
            for (int line = 0; line < 1_000; line++)
                System.Console.WriteLine(new string('x', 100));
            invocation.Result.WriteNumberValue(1);
            return ValueTask.CompletedTask;
        });
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([chatty], options => options.LogLimit = 10_000);

        string events = await host.FollowAsync(await host.Actions.SubmitAsync("chatty"));

        Assert.Contains("\"type\":\"gap\"", events);
        Assert.Contains("\"state\":\"SUCCESS\"", events);
        Assert.True(events.Length < 50_000);
    }

    [Theory]
    [InlineData(1, 30, 1)]
    [InlineData(100, 1, 0)]
    public async Task Retention_is_how_many_and_how_long_finished_executions_are_kept(int count, int days, int left)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], clock: clock, configure: options =>
        {
            options.RetentionCount = count;
            options.RetentionDays = days;
        });
        for (int number = 0; number < 3; number++)
            await UntilAsync(host, await host.Actions.SubmitAsync("echo"), ExecutionState.SUCCESS);

        clock.Advance(TimeSpan.FromHours(25));
        using var deadline = new CancellationTokenSource(Deadline);
        while ((await host.GetAsync("/api/executions")).GetProperty("items").GetArrayLength() != left)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(10, deadline.Token);
        }
    }

    [Fact]
    public async Task Result_limit_fails_the_execution()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.ResultLimit = 100);
        Guid id = await host.Actions.SubmitAsync("echo", new JsonObject { ["text"] = new string('x', 200) });

        await UntilAsync(host, id, ExecutionState.FAILURE);

        Assert.Equal(FailureReason.Exception, (await host.Actions.GetAsync(id))!.Error!.Reason);
    }

    [Fact]
    public async Task Body_limit_is_answered_413()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.BodyLimit = 2_000);

        using HttpResponseMessage answer = await host.Client.PostAsync(
            "/api/actions/echo/execute", JsonContent.Create(new { parameters = new { text = new string('x', 3_000) } }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Queue_limit_is_answered_429()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options =>
        {
            options.QueueLimit = 1;
            options.Queues = ["another"];
        });

        Assert.Equal(HttpStatusCode.OK, (await host.ExecuteAsync("echo")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await host.ExecuteAsync("echo")).StatusCode);
    }

    [Fact]
    public async Task Hosts_are_further_names_of_this_host()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.Hosts = ["tinpot.example.org"]);

        Assert.Equal(HttpStatusCode.OK, await StatusForAsync(host, "tinpot.example.org"));
        Assert.NotEqual(HttpStatusCode.OK, await StatusForAsync(host, "evil.example.org"));
    }

    [Fact]
    public async Task Title_is_on_the_page()
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Echo], options => options.Title = "PRODUCTION <1>");

        string page = await host.Client.GetStringAsync("/");

        Assert.Contains("PRODUCTION &lt;1&gt;", page);
    }

    [Fact]
    public async Task Key_opens_what_was_queued_under_it_and_another_does_not()
    {
        string key = new('a', 64);
        Guid kept = await QueueSecretAsync(key);
        Assert.Equal(ExecutionState.SUCCESS, (await RunQueuedAsync(kept, key)).State);

        Guid lost = await QueueSecretAsync(key);
        ActionStatus status = await RunQueuedAsync(lost, new string('b', 64));
        Assert.Equal(ExecutionState.FAILURE, status.State);
        Assert.Contains("TINPOT_KEY", status.Error!.Message);
    }

    [Fact]
    public async Task Key_file_holds_the_key()
    {
        string file = Path.Combine(_folder.FullName, "key.txt");
        await File.WriteAllTextAsync(file, new string('a', 64));
        Guid id = await QueueSecretAsync(new string('a', 64));

        Assert.Equal(ExecutionState.SUCCESS, (await RunQueuedAsync(id, key: null, file)).State);
    }

    private static TestAction Secretive => TestAction.Echo("secretive", "\"token\":{\"type\":\"string\",\"writeOnly\":true}", "token");

    /// <summary>Submits to a host that serves another queue.</summary>
    private async Task<Guid> QueueSecretAsync(string key)
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Secretive], options =>
        {
            options.DataFolder = _folder.FullName;
            options.Key = key;
            options.Queues = ["another"];
        });
        Guid id = await host.Actions.SubmitAsync("secretive", new JsonObject { ["token"] = "hunter2hunter2" });
        await host.App.StopAsync();
        return id;
    }

    private async Task<ActionStatus> RunQueuedAsync(Guid id, string? key, string? file = null)
    {
        await using EmbeddedHost host = await EmbeddedHost.StartAsync([Secretive], options =>
        {
            options.DataFolder = _folder.FullName;
            options.Key = key;
            options.KeyFile = file;
        });
        ActionStatus status = await host.Actions.WaitAsync(id).WaitAsync(Deadline);
        await host.App.StopAsync();
        return status;
    }

    private static async Task<HttpStatusCode> StatusForAsync(EmbeddedHost host, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/actions");
        request.Headers.Host = name;
        return (await host.Client.SendAsync(request)).StatusCode;
    }

    private static async Task UntilAsync(EmbeddedHost host, Guid id, ExecutionState state)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while ((await host.Actions.GetAsync(id, deadline.Token))!.State != state)
            await Task.Delay(10, deadline.Token);
    }
}
