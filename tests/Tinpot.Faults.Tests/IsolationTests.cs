using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>What an action can reach of its host and of other actions, asked by actions of a host without rights.</summary>
[SupportedOSPlatform("linux")]
public sealed class IsolationTests
{
    private const string Key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Fact]
    public async Task An_action_cannot_look_into_its_host()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 1, ("TINPOT_KEY", Key));

        Assert.Equal("[]", (await host.Client.RunAsync("look_into", new { })).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task An_action_cannot_look_into_another()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 2);
        string id = await host.Client.ExecuteAsync("sleep_for_ever", new { });
        await host.Client.UntilPrintedAsync(id, "up");
        int[] children = [.. host.Children.Select(child => child.Id)];

        foreach (int child in children)
        {
            JsonElement status = await host.Client.RunAsync("look_into", new { process = child });
            // It may be itself, whose files are open to itself
            if (host.Children.Count > 1 && (await host.Client.RunAsync("tell_process", new { })).GetProperty("result").GetInt32() != child)
                Assert.Equal("[]", status.GetProperty("result").GetRawText());
        }

        await host.Client.CancelAsync(id);
    }

    [Fact]
    public async Task With_diagnostics_an_action_can_look_into_its_host()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Unprivileged(), folder.Path, slots: 1, ("TINPOT_DIAGNOSTICS", "true"), ("TINPOT_KEY", Key));

        string open = (await host.Client.RunAsync("look_into", new { })).GetProperty("result").GetRawText();

        Assert.Contains("environ", open, StringComparison.Ordinal);
        Assert.Contains("mem", open, StringComparison.Ordinal);
        Assert.NotEmpty(Sockets(host.Id));
        Assert.NotEmpty(Sockets(Assert.Single(host.Children).Id));
    }

    [Fact]
    public async Task Neither_a_host_nor_its_children_have_a_diagnostic_port()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 1);
        await host.Client.RunAsync("tell_process", new { });

        Assert.Empty(Sockets(host.Id));
        Assert.Empty(Sockets(Assert.Single(host.Children).Id));
    }

    [Fact]
    public async Task Secrets_are_gone_from_the_environment_of_the_host()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1,
            ("TINPOT_KEY", Key), ("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20geheim"), ("HARMLESS", "it stays"));

        string environment = Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{host.Id}/environ"));

        Assert.Contains("HARMLESS=it stays", environment, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, environment, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", environment, StringComparison.Ordinal);
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("tell_process", new { })).State());
    }

    [Fact]
    public async Task A_secret_that_children_are_given_stays_for_them()
    {
        using var folder = new TestFolder();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Assembly, folder.Path, slots: 1, ("OTEL_EXPORTER_OTLP_HEADERS", "a=b"), ("TINPOT_CHILD_ENV", "OTEL_EXPORTER_OTLP_HEADERS"));

        JsonElement known = await host.Client.RunAsync("tell_environment", new { names = new[] { "OTEL_EXPORTER_OTLP_HEADERS" } });

        Assert.Equal("""["OTEL_EXPORTER_OTLP_HEADERS"]""", known.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_child_has_limits_of_its_own_and_its_programs_too()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(TestActionsProgram.Unprivileged(), folder.Path, slots: 1);

        string[] limits = await LinesAsync(host, "limits");
        Assert.Contains(limits, line => Words(line) is ["Max", "open", "files", "4096", "4096", ..]);
        Assert.Contains(limits, line => Words(line) is ["Max", "core", "file", "size", "0", "0", ..]);
        Assert.Contains(await LinesAsync(host, "status"), line => Words(line) is ["NoNewPrivs:", "1"]);
        Assert.Equal(["500"], await LinesAsync(host, "oom_score_adj"));
        Assert.Equal("0", (await File.ReadAllTextAsync($"/proc/{host.Id}/oom_score_adj")).Trim());

        JsonElement told = await host.Client.RunAsync(
            "tell_output", new { program = "sh", arguments = new[] { "-c", "ulimit -Sn; ulimit -Hn; ulimit -c; cat /proc/self/oom_score_adj; grep NoNewPrivs /proc/self/status" } });
        Assert.Equal("1024\n4096\n0\n500\nNoNewPrivs:\t1\n", told.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Programs_may_gain_rights_where_that_is_set()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await HostProcess.StartAsync(
            TestActionsProgram.Unprivileged(), folder.Path, slots: 1, ("TINPOT_CHILD_NEW_PRIVILEGES", "true"));

        Assert.Contains(await LinesAsync(host, "status"), line => Words(line) is ["NoNewPrivs:", "0"]);
    }

    [Fact]
    public async Task The_generated_key_is_the_users_alone_and_one_that_others_can_read_is_told()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        HostProgram program = TestActionsProgram.Unprivileged();
        string key = folder.File("data/key");
        await using (HostProcess host = await HostProcess.StartAsync(program, folder.Path, slots: 1))
            Assert.DoesNotContain("key file", host.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using HostProcess open = await HostProcess.StartAsync(program, folder.Path, slots: 1);

        Assert.Contains($"Every user of this machine can access the key file {key} (mode 0604)", open.Output, StringComparison.Ordinal);
    }

    private static async Task<string[]> LinesAsync(HostProcess host, string file) =>
        [.. (await host.Client.RunAsync("tell_own", new { file })).GetProperty("result").EnumerateArray().Select(line => line.GetString()!)];

    private static string[] Words(string line) => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A process that is killed leaves its socket, and another may have its number later: the name has the time of its start too.</summary>
    /// <summary>Over which tools and debuggers connect.</summary>
    private static string[] Sockets(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        return Directory.GetFiles(Path.GetTempPath(), $"*-{process}-{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]}-*");
    }
}
