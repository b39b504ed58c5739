using System.Text;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>Whatever a child sends, its host takes it or says in a sentence why not.</summary>
public sealed class FrameMutationTests
{
    private static readonly int Limit = ChildProtocol.FrameLimit(1_000);

    [Fact]
    public void A_bad_frame_is_taken_or_refused_and_nothing_else_goes_wrong()
    {
        int refused = 0, count = Scale.Times(5_000);
        for (int seed = 0; seed < count; seed++)
        {
            var mutations = new FrameMutations(seed);
            byte[] good = FrameMutations.Good[seed % FrameMutations.Good.Count];
            byte[] bad = mutations.Next(good, whole: seed % 3 > 0);
            try
            {
                Play([.. Before(good), .. bad]);
            }
            catch (ProtocolException fault)
            {
                Assert.False(string.IsNullOrWhiteSpace(fault.Message));
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"Seed {seed}: {error}\n{Encoding.Latin1.GetString(bad)}");
            }
        }

        Assert.InRange(refused, count / 3, count);
    }

    [Fact]
    public void A_value_deeper_than_any_that_is_accepted_is_refused_and_one_that_is_not_is_taken()
    {
        string deepest = new string('[', 64) + new string(']', 64), deeper = new string('[', 100) + new string(']', 100);
        Play(FrameMutations.Frame(FrameKind.Item, $$"""{"call":0,"index":0,"value":{{deepest}}}"""), secret: "a secret");
        Play(FrameMutations.Frame(FrameKind.End, $$"""{"outcome":"succeeded","result":{{deepest}},"left_processes":false}"""), secret: "a secret");

        Assert.Throws<ProtocolException>(() => Play(FrameMutations.Frame(FrameKind.Item, $$"""{"call":0,"index":0,"value":{{deeper}}}""")));
        Assert.Throws<ProtocolException>(() => Play(FrameMutations.Frame(FrameKind.End, $$"""{"outcome":"succeeded","result":{{deeper}},"left_processes":false}""")));
    }

    [Fact]
    public async Task A_bad_greeting_is_no_child_and_the_next_one_is()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-greetings-").FullName;
        string greeting = Path.Combine(folder, "greeting");
        try
        {
            await using var pool = new PoolHarness(
                options => options with { GreetingTime = TimeSpan.FromSeconds(20) },
                program: new("sh", ["-c", $"if [ -s {greeting} ]; then exec cat {greeting}; fi; exec \"$@\"", "sh", TestProgram.Child.File, .. TestProgram.Child.Arguments]));
            for (int seed = 0; seed < Scale.Times(40); seed++)
            {
                await File.WriteAllBytesAsync(greeting, new FrameMutations(seed).Next(FrameMutations.Good[seed % FrameMutations.Good.Count], whole: seed % 2 == 0));
                Exception error = await Assert.ThrowsAnyAsync<Exception>(() => pool.Pool.RentAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
                Assert.True(error is ChildStartException or ProgramReplacedException, $"Seed {seed}: {error}");
            }

            File.Delete(greeting);
            Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("count")).Outcome.State);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_child_that_sends_bad_frames_ends_alone()
    {
        await using var pool = new PoolHarness(options => options with { FrameTime = TimeSpan.FromSeconds(1) }) { Patience = Timeout.InfiniteTimeSpan };
        using var stop = new StopSignal();
        Task<(ExecutionOutcome Outcome, RecordingSink Sink)> beside = pool.RunAsync("sleep", """{"seconds":86400}""", stop);
        int crashed = 0, count = Scale.Times(20);
        for (int seed = 0; seed < count; seed++)
        {
            string frame = Convert.ToHexString(new FrameMutations(seed).Next(FrameMutations.Good[seed % FrameMutations.Good.Count], whole: false));
            ExecutionOutcome outcome = (await pool.RunAsync("send_frames", $$"""{"frames":["{{frame}}"]}""")).Outcome;
            if (outcome.State == ExecutionState.SUCCESS)
                continue;
            Assert.True(outcome.Error!.Reason == FailureReason.Crash, $"Seed {seed}: {outcome.Error}");
            Assert.Contains("violated the child protocol", outcome.Error.Message, StringComparison.Ordinal);
            crashed++;
        }

        Assert.InRange(crashed, 1, count);
        Assert.False(beside.IsCompleted);
        stop.Stop(StopReason.Cancel);
        Assert.Equal(ExecutionState.REVOKED, (await beside).Outcome.State);
    }

    /// <summary>What must have come before a frame for it to be good.</summary>
    private static byte[] Before(byte[] frame) => (FrameKind)frame[Frame.KindOffset] switch
    {
        FrameKind.WriterText or FrameKind.WriterClosed => FrameMutations.Good.Single(one => one[Frame.KindOffset] == (byte)FrameKind.WriterOpened),
        FrameKind.CallFinished => FrameMutations.Good.Single(one => one[Frame.KindOffset] == (byte)FrameKind.CallStarted),
        _ => [],
    };

    /// <summary>As a host takes what comes, up to the point where the process is left.</summary>
    private static void Play(byte[] bytes, string? secret = null)
    {
        using var log = new TestLog(null, secret is null ? [] : [secret]);
        var replay = new FrameDispatcher(log.Log, CrashTail.Create());
        var frames = new FrameBuffer(Limit);
        ReadOnlySpan<byte> left = bytes;
        while (!left.IsEmpty)
        {
            Span<byte> room = frames.GetSpan();
            int length = Math.Min(room.Length, left.Length);
            left[..length].CopyTo(room);
            frames.Advance(length);
            left = left[length..];
            while (frames.TryTake(out Frame frame))
                Take(frame, replay, log);
        }
    }

    private static void Take(in Frame frame, FrameDispatcher replay, TestLog log)
    {
        switch (frame.Kind)
        {
            case FrameKind.Hello:
                HelloMessage.Read(frame);
                break;
            case FrameKind.End:
                using (var stop = new StopSignal())
                    EndMessage.Read(frame).End.Mask(log.Log.Masker, stop);
                break;
            case FrameKind.Submit:
                SubmitMessage.Read(frame);
                break;
            case FrameKind.Crash:
                CrashMessage.Read(frame);
                break;
            case FrameKind.Late or FrameKind.Stopping:
                break;
            default:
                replay.Play(frame);
                break;
        }
    }
}
