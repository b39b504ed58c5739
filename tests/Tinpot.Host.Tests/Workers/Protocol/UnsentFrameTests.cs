using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Runtime;
using Tinpot.Workers.Child;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>A frame that a child cannot send is missing in the log, so its execution must not end as a success.</summary>
public sealed class UnsentFrameTests
{
    public static TheoryData<string> Writings => ["line", "writer", "log", "progress", "item", "call", "submit", "finish", "count"];

    [Theory, MemberData(nameof(Writings))]
    public void An_action_that_catches_what_it_gets_still_cannot_end_well(string writing)
    {
        using var sender = new FrameSender(File.OpenHandle("/dev/full", access: FileAccess.Write), int.MaxValue);
        var log = new ChildLog(sender, tag: 5);

        Assert.Throws<IOException>(() => Write(log.Root, writing));

        Assert.NotNull(log.Fault);
        var end = new EndMessage(new InvocationResult(InvocationStatus.Succeeded, null, null), LeftProcesses: false, null, null);
        Assert.Contains("could not be sent", Assert.Throws<IOException>(() => log.Complete(end)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_whose_output_did_not_reach_the_host_fails_and_the_next_is_right()
    {
        await using var pool = new PoolHarness();
        ExecutionOutcome outcome = (await pool.RunAsync("print_into_nothing")).Outcome;
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Crash), (outcome.State, outcome.Error?.Reason));
        Assert.Contains("could not be sent to the host", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
    }

    private static void Write(ChildCallSink call, string writing)
    {
        switch (writing)
        {
            case "line":
                call.Write(OutputKind.Output, "a line", endLine: true);
                break;
            case "writer":
                call.Open(OutputKind.Output);
                break;
            case "log":
                call.Log(LogLevel.Information, "an entry", null);
                break;
            case "progress":
                call.Report(0.5, "half");
                break;
            case "item":
                call.Item(0, "1"u8);
                break;
            case "call":
                call.Start("other", "{}"u8);
                break;
            case "submit":
                call.Submit("other", "{}"u8, Guid.NewGuid());
                break;
            case "finish":
                call.Finish(new CallEnd { Duration = TimeSpan.Zero, Result = "1"u8 });
                break;
            default:
                call.Count("other", 3, 1, TimeSpan.FromSeconds(1));
                break;
        }
    }
}
