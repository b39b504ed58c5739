using Tinpot.Abstractions.Tests.Runtime;

namespace Tinpot.Abstractions.Tests;

/// <summary>What a program started may go on printing after its end: what is not taken is said.</summary>
public sealed class ShellEndTests
{
    [Fact]
    public async Task Output_that_is_cut_off_is_counted_and_the_result_says_so()
    {
        using var execution = new TestExecution { OutputPause = TimeSpan.FromMilliseconds(50) };
        ShellResult? result = null;
        await execution.RunAsync(async () =>
            // Faster than the log, so its pipe is full whenever it is looked at
            result = await Shell.RunAsync("sh", ["-c", "yes & exit 0"], new ShellOptions { CaptureLimit = int.MaxValue }));

        Assert.True(result!.OutputTruncated);
        Assert.Contains(execution.Records, record => record.StartsWith("0: Warning ", StringComparison.Ordinal)
            && record.Contains("bytes of output of 'sh' and the programs that it started were not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Output_that_comes_too_late_is_told()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            ShellResult result = await Shell.RunAsync("sh", ["-c", "(sleep 3; echo late) & echo done"]);

            Assert.Equal("done\n", result.Output);
            await Eventually(() => execution.Has("still prints after its end"));
        });

        Assert.False(execution.Has("0: Output done\nlate"));
    }

    [Fact]
    public async Task A_program_that_ends_with_all_it_started_leaves_nothing_to_tell()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() => Shell.RunAsync("sh", ["-c", "(sleep 0.5; echo more) & echo done"]));

        Assert.Equal(["0: Output done\nmore\n"], execution.Records.Where(record => !record.EndsWith(' ')));
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
            await Task.Delay(10, deadline.Token);
    }
}
