using System.Runtime.Versioning;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

/// <summary>Children in the sandbox of the operator guide.</summary>
[SupportedOSPlatform("linux")]
public sealed class WrapperTests
{
    /// <summary>As the guide has it, without the lines that hide folders.</summary>
    internal const string Sandbox = "bwrap --die-with-parent --unshare-pid --unshare-ipc --ro-bind / / --dev /dev --proc /proc --tmpfs /tmp";

    [Fact]
    public async Task An_action_in_a_sandbox_sees_neither_the_host_nor_its_data()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await StartAsync(folder);

        string processes = await OutputAsync(host, "sh", "-c", "ls -d /proc/[0-9]* | wc -l");
        Assert.InRange(int.Parse(processes, System.Globalization.CultureInfo.InvariantCulture), 1, 8);
        Assert.Equal("0\n", await OutputAsync(host, "sh", "-c", $"ls {folder.Path}/data | wc -l"));
        Assert.Equal("read-only\n", await OutputAsync(host, "sh", "-c", "touch /etc/x 2>/dev/null || echo read-only"));
        Assert.Equal("[]", (await host.Client.RunAsync("look_into", new { process = host.Id })).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_stop_reaches_an_action_in_a_sandbox_and_kills_one_that_does_not_listen()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await StartAsync(folder, ("TINPOT_GRACE", "00:00:01"));
        string id = await host.Client.ExecuteAsync("sleep_for_ever", new { });
        await host.Client.UntilPrintedAsync(id, "up");

        await host.Client.CancelAsync(id);

        Assert.Equal("REVOKED", (await host.Client.EndAsync(id)).State());
        await Eventually.EmptyAsync(() => host.Strays.Where(one => one.Command.Contains("SleepForEver", StringComparison.Ordinal)).ToList(), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_memory_of_the_child_is_measured_and_not_that_of_its_wrapper()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await StartAsync(folder, ("TINPOT_CHILD_MAX_MEMORY", "100MiB"));
        await host.Client.RunAsync("tell_process", new { });
        int first = Assert.Single(host.Children).Id;

        await host.Client.RunAsync("keep_memory", new { megabytes = 150 });

        await Eventually.TrueAsync(() => host.Children.All(child => child.Id != first), "the child that has grown is replaced");
    }

    [Fact]
    public async Task A_child_that_crashes_in_a_sandbox_is_told_from_one_that_ends()
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = await StartAsync(folder);

        JsonElement status = await host.Client.RunAsync("run_script", new { script = "kill -9 $PPID" });

        Assert.Equal("crash", status.GetProperty("error").GetProperty("reason").GetString());
        Assert.Contains("SIGKILL", status.Message(), StringComparison.Ordinal);
        Assert.Equal("SUCCESS", (await host.Client.RunAsync("tell_process", new { })).State());
    }

    [Theory]
    [InlineData("no-such-wrapper --x", "TINPOT_CHILD_WRAPPER begins with 'no-such-wrapper', which cannot be started")]
    [InlineData("bwrap --die-with-parent --unshare-pid --bind / / --dev /dev", "must mount a separate /proc")]
    public async Task A_wrapper_that_cannot_work_is_told(string wrapper, string sentence)
    {
        using TestFolder folder = TestFolder.ForEveryone();
        await using HostProcess host = HostProcess.Launch(
            TestActionsProgram.Unprivileged(), folder.Path, slots: 1, ("TINPOT_CHILD_WRAPPER", wrapper));

        await Eventually.TrueAsync(() => host.Output.Contains(sentence, StringComparison.Ordinal), $"'{sentence}' in\n{host.Output}");
    }

    private static Task<HostProcess> StartAsync(TestFolder folder, params (string Name, string Value)[] more) => HostProcess.StartAsync(
        TestActionsProgram.Unprivileged(), folder.Path, slots: 1, [("TINPOT_CHILD_WRAPPER", $"{Sandbox} --tmpfs {folder.Path}/data"), .. more]);

    private static async Task<string> OutputAsync(HostProcess host, string program, params string[] arguments) =>
        (await host.Client.RunAsync("tell_output", new { program, arguments })).GetProperty("result").GetString()!;
}
