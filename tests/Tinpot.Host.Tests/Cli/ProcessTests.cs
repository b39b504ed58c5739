using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Cli;

/// <summary>What only a real process shows: its streams, signals and exit codes.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_keeps_the_result_apart_from_what_people_read_and_records_nothing()
    {
        await using ActionsProcess process = Start("run", "echo", "--text", "hello");

        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal("\"hello\"\n", process.Out);
        Assert.Equal("hello\n", process.Error);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task Parameters_come_from_standard_input()
    {
        await using ActionsProcess process = ActionsProcess.Start(_folder.FullName, ["run", "echo", "--params", "-"], input: """{"text":"piped"}""");

        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal("\"piped\"\n", process.Out);
    }

    /// <summary>.NET hands over U+FFFD in their place, and an action would get what nobody typed.</summary>
    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        await using ActionsProcess process = ActionsProcess.StartShell(_folder.FullName, """exec "$@" run echo --text "$(printf 'M\374ller')" """);

        Assert.Equal(2, await process.ExitAsync());
        Assert.Equal("The command line is not UTF-8. Pass such values as JSON with --params -.\n", process.Error);
    }

    /// <summary>In Berlin the clock skips this hour in March and has it twice in October.</summary>
    [Theory]
    [InlineData("2026-03-29T02:30", "2026-03-29T02:30:00+01:00")]
    [InlineData("2026-10-25T02:30", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T02:30", "2026-10-25T02:30:00+01:00")]
    [InlineData("1890-01-01T12:00", "1890-01-01T12:00:00+00:53")]
    public async Task A_time_is_not_moved_by_the_zone_of_the_machine(string local, string moment)
    {
        await using ActionsProcess process = ActionsProcess.Start(
            _folder.FullName, ["run", "tell_times", "--local", local, "--moment", moment], new() { ["TZ"] = "Europe/Berlin" });

        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal($"\"{local}:00.0000000 {moment[..19]}.0000000{moment[19..]}\"\n", process.Out);
    }

    [Fact]
    public async Task A_moment_without_an_offset_is_refused()
    {
        await using ActionsProcess process = ActionsProcess.Start(
            _folder.FullName, ["run", "tell_times", "--local", "2026-10-25T02:30", "--moment", "2026-10-25T02:30"], new() { ["TZ"] = "Europe/Berlin" });

        Assert.Equal(2, await process.ExitAsync());
        Assert.StartsWith("moment: Must be a date and time with its offset", process.Error);
    }

    [Fact]
    public async Task Nested_calls_are_shown_indented()
    {
        await using ActionsProcess process = Start("run", "parallel_calls");

        Assert.Equal(0, await process.ExitAsync());
        Assert.Matches(@"(?m)^> say_number \{", process.Error);
        Assert.Matches(@"(?m)^  number \d+ in call \d+$", process.Error);
        Assert.Matches(@"(?m)^< say_number SUCCESS \d+ ms$", process.Error);
    }

    [Fact]
    public async Task Ctrl_C_cancels_a_run_and_exits_130()
    {
        await using ActionsProcess process = Start("run", "tell_why");
        await process.UntilErrorHoldsAsync("waiting");

        await process.InterruptAsync();

        Assert.Equal(130, await process.ExitAsync());
        Assert.Contains("stopped by Cancel", process.Error);
        Assert.Equal("", process.Out);
    }

    [Fact]
    public async Task A_second_Ctrl_C_does_not_wait_for_an_action_that_will_not_stop()
    {
        await using ActionsProcess process = Start("run", "hold_stubbornly", "--path", Path.Combine(_folder.FullName, "never"));
        await process.UntilErrorHoldsAsync("holding");

        await process.InterruptAsync();
        await process.UntilErrorHoldsAsync("Cancelling");
        await process.InterruptAsync();

        Assert.Equal(130, await process.ExitAsync());
    }

    [Fact]
    public async Task Ctrl_C_lets_running_work_finish_and_ends_the_host_well()
    {
        string release = Path.Combine(_folder.FullName, "release");
        await using ActionsProcess process = Serve();
        using HttpClient client = await ConnectAsync(process);
        string id = await HoldAsync(client, release);

        await process.InterruptAsync();
        await process.UntilErrorHoldsAsync("A second signal (Ctrl-C) kills it at once");
        Assert.Equal("STARTED", await StateAsync(client, id));
        await File.WriteAllTextAsync(release, "");

        Assert.Equal(0, await process.ExitAsync());
        await using ActionsProcess next = Serve();
        using HttpClient again = await ConnectAsync(next);
        Assert.Equal("SUCCESS", await StateAsync(again, id));
    }

    [Fact]
    public async Task A_second_Ctrl_C_kills_running_work_and_writes_down_how_it_ended()
    {
        await using ActionsProcess process = Serve();
        using HttpClient client = await ConnectAsync(process);
        string id = await HoldAsync(client, Path.Combine(_folder.FullName, "never"));

        await process.InterruptAsync();
        await process.UntilErrorHoldsAsync("A second signal (Ctrl-C) kills it at once");
        await process.InterruptAsync();

        Assert.Equal(0, await process.ExitAsync());
        await using ActionsProcess next = Serve();
        using HttpClient again = await ConnectAsync(next);
        JsonElement error = (await again.GetFromJsonAsync<JsonElement>($"/api/executions/{id}")).GetProperty("error");
        Assert.Equal("shutdown", error.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_host_says_where_it_listens_and_what_it_does_not_know()
    {
        await using ActionsProcess process = ActionsProcess.Start(
            _folder.FullName, [], new() { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["TINPOT_DRIAN"] = "1" });
        using HttpClient client = await ConnectAsync(process);

        Assert.Contains("TINPOT_DRIAN (did you mean TINPOT_DRAIN?)", process.Error);
        Assert.Contains($"data in {Path.Combine(_folder.FullName, ".tinpot")}", process.Error);
        Assert.Equal("", process.Out);
    }

    /// <summary>What is settled where the host of its own is built, and no embedded one shows.</summary>
    [Fact]
    public async Task A_host_answers_every_request_itself()
    {
        await using ActionsProcess process = ActionsProcess.Start(_folder.FullName, ["serve", "--urls", "http://127.0.0.1:0"], new() { ["ROOT_PATH"] = "/tinpot\n" });
        await process.UntilErrorHoldsAsync("Listening on ");
        var address = new Uri(new Uri(process.Error.Split("Listening on ")[1].Split('\n')[0]).GetLeftPart(UriPartial.Authority));

        Assert.Equal(400, (await RawHttp.SendAsync(address, $"GET /tinpot/api/actions HTTP/1.1\nHost: {address.Authority}\n\n")).Status);
        Assert.Equal(200, (await RawHttp.SendAsync(address, $"GET /tinpot/api/actions HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n")).Status);
        Assert.Equal(200, (await RawHttp.SendAsync(address, "GET", "/tinpot//", "")).Status);
        foreach (string target in (string[])["/tinpotx", "/favicon.ico", "/tinpot//api/actions"])
        {
            (int status, string headers, string body) = await RawHttp.SendAsync(address, "GET", target, "");
            Assert.Equal(404, status);
            Assert.Contains("nosniff", headers);
            Assert.Contains("urn:tinpot:unknown-route", body);
        }
    }

    [Fact]
    public async Task A_second_host_on_the_folder_exits_3_naming_the_first()
    {
        await using ActionsProcess first = Serve();
        using HttpClient client = await ConnectAsync(first);
        await using ActionsProcess second = Serve();

        Assert.Equal(3, await second.ExitAsync());
        Assert.Contains($"process {first.Id}", second.Error);
        Assert.DoesNotContain("   at ", second.Error);
    }

    [Theory]
    [InlineData("locking off")]
    [InlineData("lock file deleted")]
    [InlineData("locking off, by a link")]
    [InlineData("lock and process files deleted")]
    public async Task A_second_host_is_kept_out_without_a_lock_too_and_takes_nothing_from_the_first(string how)
    {
        Dictionary<string, string> environment = how.StartsWith("locking off", StringComparison.Ordinal) ? new() { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" } : [];
        string data = Path.Combine(_folder.FullName, "data"), link = Path.Combine(_folder.FullName, "link");
        ActionsProcess Serve(string folder) => ActionsProcess.Start(
            _folder.FullName, ["serve", "--urls", "http://127.0.0.1:0"], new(environment) { ["TINPOT_DATA"] = folder });
        await using ActionsProcess first = Serve(data);
        using HttpClient client = await ConnectAsync(first);
        if (how.Contains("deleted", StringComparison.Ordinal))
            File.Delete(Path.Combine(data, "host.lock"));
        if (how.Contains("process files", StringComparison.Ordinal))
            File.Delete(Path.Combine(data, "host.pid"));
        Directory.CreateSymbolicLink(link, data);
        await using ActionsProcess second = Serve(how.EndsWith("link", StringComparison.Ordinal) ? link : data);

        Assert.Equal(3, await second.ExitAsync());
        Assert.Contains($"process {first.Id} on {Environment.MachineName}", second.Error);
        Assert.DoesNotContain("   at ", second.Error);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await client.GetAsync("/ready")).StatusCode);
    }

    [Fact]
    public async Task A_killed_host_is_followed_by_one_that_says_so()
    {
        await using (ActionsProcess first = Serve())
        {
            using HttpClient client = await ConnectAsync(first);
        }

        // Disposing killed it
        await using ActionsProcess second = Serve();
        using HttpClient again = await ConnectAsync(second);
        Assert.Single(second.Error.Split('\n'), line => line.Contains("takes it over"));
    }

    private ActionsProcess Start(params string[] args) => ActionsProcess.Start(_folder.FullName, args);

    private ActionsProcess Serve() => Start("serve", "--urls", "http://127.0.0.1:0");

    private static async Task<HttpClient> ConnectAsync(ActionsProcess process)
    {
        await process.UntilErrorHoldsAsync("Listening on ");
        return new HttpClient { BaseAddress = new Uri(Listening().Match(process.Error).Groups[1].Value), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Starts an action that holds until a file exists; it runs when this returns.</summary>
    private static async Task<string> HoldAsync(HttpClient client, string path)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            "/api/actions/hold_stubbornly/execute", JsonContent.Create(new { parameters = new { path } }));
        string id = Id().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await StateAsync(client, id) != "STARTED")
            await Task.Delay(10, deadline.Token);
        return id;
    }

    private static async Task<string> StateAsync(HttpClient client, string id) =>
        State().Match(await client.GetStringAsync($"/api/executions/{id}/status")).Groups[1].Value;

    [GeneratedRegex(@"Listening on (http://127\.0\.0\.1:\d+)\n")]
    private static partial Regex Listening();

    [GeneratedRegex("\"execution_id\":\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("\"state\":\"([A-Z]+)\"")]
    private static partial Regex State();
}
