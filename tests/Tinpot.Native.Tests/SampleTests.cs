using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tinpot.Native.Tests;

/// <summary>The main job over HTTP, with the sample as an operator would publish it.</summary>
[Trait("Runs", "soak")]
public sealed partial class SampleTests(SampleHost host, NativePrograms programs) : IClassFixture<SampleHost>
{
    [Fact]
    public async Task Nothing_is_warned_of()
    {
        Publication sample = await programs.SampleAsync();
        Assert.DoesNotContain("warning", sample.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("libe_sqlite3.so", Directory.GetFiles(sample.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Actions_are_described()
    {
        JsonElement actions = await host.Client.JsonAsync("/api/actions");

        Assert.Contains("full_deploy", actions.EnumerateObject().Select(action => action.Name));
        JsonElement days = actions.GetProperty("clean_cache").GetProperty("parameters").GetProperty("days");
        Assert.Equal("integer", days.GetProperty("type").GetString());
        Assert.Equal(7, days.GetProperty("default").GetInt32());
        Assert.Equal("Age in days from which a file goes", days.GetProperty("description").GetString());
        Assert.Equal("clean_cache", (await host.Client.JsonAsync("/api/actions/clean_cache")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Nested_calls_and_their_lines_arrive_in_order()
    {
        string id = await host.Client.ExecuteAsync("full_deploy", new { environment = "production" });
        List<JsonElement> events = [];
        await foreach (SseEvent one in host.Client.StreamAsync(id))
            events.Add(one.Json);

        Assert.Equal(
            ["1 db_backup started", "1 db_backup finished", "2 deploy_app started", "2 deploy_app finished"],
            events.Where(one => one.Is("call")).Select(one => one.GetProperty("data"))
                .Select(call => $"{call.Text("call_id")} {call.Text("action")} {call.Text("phase")}"));
        JsonElement[] lines = [.. events.Where(one => one.Is("log")).Select(one => one.GetProperty("data"))];
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal("0: Step 1/2: backing the database up", $"{lines[0].GetProperty("call_depth")}: {lines[0].Text("message")}");
        Assert.Contains(lines, line => line.Text("message") == "Deploying to production..." && line.Text("call_id") == "2");
        Assert.Equal("SUCCESS", events[^1].Text("state"));
        Assert.Equal("production", events[^1].GetProperty("result").GetProperty("deployment").Text("environment"));
    }

    [Fact]
    public async Task What_an_action_submits_is_an_execution_of_its_own()
    {
        string[] environments = ["staging", "production"];
        string id = await host.Client.ExecuteAsync("roll_out", new { environments, skip_tests = true });
        List<JsonElement> events = [];
        await foreach (SseEvent one in host.Client.StreamAsync(id))
            events.Add(one.Json);

        Assert.Equal("SUCCESS", events[^1].Text("state"));
        Assert.Equal(environments, events[^1].GetProperty("result").EnumerateArray().Select(one => one.Text("environment")));
        string[] submitted = [.. events.Where(one => one.Is("call")).Select(one => one.GetProperty("data"))
            .Where(call => call.Text("phase") == "started").Select(call => call.Text("execution_id")!)];
        Assert.Equal(2, submitted.Length);
        foreach (string one in submitted)
        {
            JsonElement record = await host.Client.JsonAsync($"/api/executions/{one}");
            Assert.Equal(("deploy_app", "SUCCESS", id), (record.Text("action_name"), record.Text("state"), record.Text("parent_id")));
        }
    }

    [Fact]
    public async Task Instance_action_that_runs_programs_works()
    {
        (HttpStatusCode status, JsonElement answer) = await host.Client.PostAsync("/api/actions/disk_usage/sync_execute", """{"parameters":{"path":"/etc"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("SUCCESS", answer.Text("status"));
    }

    [Fact]
    public async Task Console_and_health_are_served()
    {
        string page = await host.Client.GetStringAsync("/");
        Assert.Contains("import", await host.Client.GetStringAsync(Script().Match(page).Groups[1].Value));
        Assert.Equal("ok", (await host.Client.JsonAsync("/health")).Text("status"));
        Assert.Equal("ok", (await host.Client.JsonAsync("/ready")).Text("status"));
    }

    [GeneratedRegex("<script type=\"module\" src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
