using System.Diagnostics;
using System.Text.Json;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Platform.Reflection;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_child_says_what_it_is_runs_what_it_is_told_and_ends_with_its_pipe()
    {
        using var child = new ChildProcess();
        Assert.Equal($$"""Hello {"lowest":5,"highest":5,"build":"{{CatalogBuild.Of(TestProgram.Catalog)}}"}""", await child.ReceiveAsync());

        for (int run = 0; run < 2; run++)
        {
            child.Tag = (ulong)run + 40;
            child.Start("echo", """{"text":"hello"}""");
            Assert.Equal("""Output {"call":0,"stream":"stdout","text":"hello","end_line":true}""", await child.ReceiveAsync());
            Assert.Equal("""End {"outcome":"succeeded","result":"hello","left_processes":false}""", await child.ReceiveAsync());
            Assert.Equal(child.Tag, child.LastTag);
        }

        child.Close();
        Assert.Null(await child.ReceiveAsync());
        Assert.Equal(0, await child.ExitAsync());
    }

    [Theory]
    [InlineData(StopReason.Cancel)]
    [InlineData(StopReason.Timeout)]
    [InlineData(StopReason.Shutdown)]
    public async Task A_stop_reaches_the_action_with_its_reason(StopReason reason)
    {
        using var child = new ChildProcess();
        Guid execution = child.Start("tell_why");
        await child.ReceiveUntilAsync(FrameKind.Output);
        child.Stop(execution, reason);

        IReadOnlyList<string> frames = await child.ReceiveUntilAsync(FrameKind.End);
        Assert.Contains(frames, frame => frame.Contains($"stopped by {reason}", StringComparison.Ordinal));
        Assert.StartsWith("""End {"outcome":"cancelled",""", frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_comes_too_late_does_not_stop_the_next_execution()
    {
        using var child = new ChildProcess();
        Guid ended = child.Start("echo", """{"text":"first"}""");
        await child.ReceiveUntilAsync(FrameKind.End);
        Guid running = child.Start("tell_why");
        await child.ReceiveUntilAsync(FrameKind.Output);

        child.Stop(ended, StopReason.Cancel);
        // The child takes frames in order, and takes this one after that
        child.Stop(running, StopReason.Timeout);
        IReadOnlyList<string> frames = await child.ReceiveUntilAsync(FrameKind.End);
        // The action may end before the child has said that it passed the stop on
        if (!frames.Any(IsStopping))
            frames = [.. frames, .. await child.ReceiveUntilAsync(FrameKind.Stopping)];

        Assert.Single(frames, IsStopping);
        Assert.Contains(frames, frame => frame.Contains("stopped by Timeout", StringComparison.Ordinal));

        static bool IsStopping(string frame) => frame.StartsWith("Stopping", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_that_arrives_before_the_last_one_has_returned_runs_after_it()
    {
        string release = Path.Combine(Path.GetTempPath(), $"tinpot-{Guid.NewGuid():n}");
        try
        {
            using var child = new ChildProcess();
            child.Start("hold_stubbornly", JsonSerializer.Serialize(new { path = release }));
            await child.ReceiveUntilAsync(FrameKind.Output);

            child.Tag++;
            Guid next = child.Start("echo", """{"text":"next"}""");
            // Answered while the first one holds its thread
            child.Stop(next, StopReason.Cancel);
            await child.ReceiveUntilAsync(FrameKind.Stopping);
            await File.WriteAllTextAsync(release, "");

            await child.ReceiveUntilAsync(FrameKind.End);
            Assert.Equal(child.Tag - 1, child.LastTag);
            await child.ReceiveUntilAsync(FrameKind.End);
            Assert.Equal(child.Tag, child.LastTag);
        }
        finally
        {
            File.Delete(release);
        }
    }

    [Fact]
    public async Task The_end_of_the_pipe_ends_an_action_that_never_would()
    {
        using var child = new ChildProcess();
        child.Start("hold_stubbornly", """{"path":"/nowhere/at/all"}""");
        await child.ReceiveUntilAsync(FrameKind.Output);

        child.Close();
        Assert.Equal(0, await child.ExitAsync());
    }

    [Fact]
    public async Task A_child_takes_none_of_the_few_watchers_of_files_that_a_user_has()
    {
        using var child = new ChildProcess();
        await child.ReceiveAsync();

        IEnumerable<string?> open = new DirectoryInfo($"/proc/{child.Id}/fd").EnumerateFiles().Select(file => file.LinkTarget);
        Assert.DoesNotContain("anon_inode:inotify", open);
    }

    [Fact]
    public async Task The_standard_descriptors_of_a_child_are_not_its_control_pipes()
    {
        using var child = new ChildProcess();
        await child.ReceiveAsync();

        Assert.Equal("/dev/null", Link(child.Id, "0"));
        Assert.Equal(Link(child.Id, "2"), Link(child.Id, "1"));

        static string Link(int pid, string descriptor) => new FileInfo($"/proc/{pid}/fd/{descriptor}").LinkTarget!;
    }

    [Fact]
    public async Task A_child_that_is_told_nonsense_ends()
    {
        using var child = new ChildProcess();
        await child.ReceiveAsync();
        child.Write([2, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);

        Assert.Null(await child.ReceiveAsync());
        Assert.NotEqual(0, await child.ExitAsync());
    }

    [Fact]
    public async Task Who_types_child_is_told_that_it_is_not_for_people()
    {
        ProcessStartInfo start = TestProgram.Child.Start(new ChildArguments("mark"), []);
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" < /dev/null", "sh", start.FileName, .. start.ArgumentList])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            string said = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Contains("'run <action>'", said, StringComparison.Ordinal);
            Assert.Equal(2, process.ExitCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
