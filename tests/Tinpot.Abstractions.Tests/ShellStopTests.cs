using System.Diagnostics;
using System.Globalization;
using Tinpot.Abstractions.Tests.Runtime;
using Tinpot.Tests.Processes;

namespace Tinpot.Abstractions.Tests;

public sealed class ShellStopTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_the_program_and_all_it_started(bool byToken)
    {
        using var execution = new TestExecution();
        await StopAsync(execution, "sleep 300 & echo $! >> \"$0\"; echo $$ >> \"$0\"; wait", lines: 2, byToken);

        await AllGoneAsync();
    }

    [Fact]
    public async Task A_program_that_is_asked_to_end_may_tidy_up_and_is_cancelled_all_the_same()
    {
        using var execution = new TestExecution();
        await StopAsync(execution, "trap 'echo tidied; exit 0' TERM; echo $$ >> \"$0\"; while :; do sleep 0.01; done", lines: 1);

        Assert.Contains("0: Output tidied\n", execution.Records);
    }

    [Fact]
    public async Task Who_ignores_being_asked_is_killed_after_the_grace()
    {
        using var execution = new TestExecution { ProgramGrace = TimeSpan.FromMilliseconds(200) };
        var clock = Stopwatch.StartNew();
        await StopAsync(execution, "trap '' TERM; sleep 300 & echo $! >> \"$0\"; echo $$ >> \"$0\"; while :; do sleep 1; done", lines: 2);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 20);
        await AllGoneAsync();
    }

    [Fact]
    public async Task Who_outlives_the_program_that_started_it_is_killed_after_the_grace()
    {
        using var execution = new TestExecution { ProgramGrace = TimeSpan.FromMilliseconds(500) };
        await StopAsync(execution, "(trap '' TERM; exec sleep 300) & echo $! >> \"$0\"; echo $$ >> \"$0\"; wait", lines: 2);

        await AllGoneAsync();
    }

    [Fact]
    public async Task A_stop_that_signals_programs_itself_is_not_doubled()
    {
        using var execution = new TestExecution { SignalsPrograms = true, ProgramGrace = TimeSpan.FromMilliseconds(200) };
        await StopAsync(execution, "trap 'echo asked' TERM; echo $$ >> \"$0\"; while :; do sleep 0.01; done", lines: 1);

        Assert.DoesNotContain("0: Output asked\n", execution.Records);
        await AllGoneAsync();
    }

    /// <summary>The system shows it as a zombie, but its other threads go on.</summary>
    [Fact]
    public async Task A_program_whose_first_thread_has_ended_is_ended_too()
    {
        using var folder = new TestFolder();
        string source = Path.Combine(folder.Path, "threads.c"), program = Path.Combine(folder.Path, "threads");
        await File.WriteAllTextAsync(source, """
            #include <pthread.h>
            #include <unistd.h>
            static void *live(void *unused) { sleep(300); return unused; }
            int main(void) { pthread_t thread; pthread_create(&thread, 0, live, 0); pthread_exit(0); }
            """);
        (await Command.RunAsync(folder.Path, "clang", "-pthread", "-o", program, source)).Expect();
        using var execution = new TestExecution { ProgramGrace = TimeSpan.FromMilliseconds(200) };

        await StopAsync(
            execution,
            $"'{program}' & p=$!; until grep -q ') Z ' /proc/$p/stat; do sleep 0.01; done; echo $p >> \"$0\"; echo $$ >> \"$0\"; wait",
            lines: 2);

        await AllGoneAsync();
    }

    private async Task StopAsync(TestExecution execution, string script, int lines, bool byToken = false)
    {
        using var source = new CancellationTokenSource();
        await execution.RunAsync(async () =>
        {
            Task<ShellResult> run = Shell.RunAsync("sh", ["-c", script, _file], byToken ? source.Token : default(CancellationToken));
            while (File.ReadAllLines(_file).Length < lines)
            {
                Assert.False(run.IsCompleted, run.Exception?.ToString());
                await Task.Delay(10);
            }

            if (byToken)
                source.Cancel();
            else
                execution.Stop(StopReason.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
        });
    }

    private async Task AllGoneAsync()
    {
        foreach (string pid in await File.ReadAllLinesAsync(_file))
            await UntilGoneAsync(int.Parse(pid, CultureInfo.InvariantCulture));
    }

    private static async Task UntilGoneAsync(int pid)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Lives(pid))
            await Task.Delay(10, deadline.Token);
    }

    /// <summary>A zombie does not live, unless it has other threads than its first.</summary>
    private static bool Lives(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal)
                || Directory.GetDirectories($"/proc/{pid}/task").Length > 1;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
