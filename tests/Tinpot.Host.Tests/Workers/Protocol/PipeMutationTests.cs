using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Platform.Reflection;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>
/// Bad frames of a real process over real pipes, under the tag of its execution: each ends that execution at most, with a sentence.
/// The process is a small script, so that it can be replaced some hundred times a second. <c>TESTS_SCALE</c> multiplies the frames.
/// </summary>
public sealed partial class PipeMutationTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    /// <summary>Greets, then for each execution sends the frames among its arguments, and a good end.</summary>
    private const string Script =
        """
        use strict; binmode STDIN; binmode STDOUT; $| = 1;
        sub take { my ($n) = @_; my $b = ''; while (length($b) < $n) { my $r = sysread(STDIN, $b, $n - length($b), length($b)); exit 0 unless $r; } $b }
        sub give { my $b = shift; my $at = 0; while ($at < length($b)) { my $w = syswrite(STDOUT, $b, length($b) - $at, $at); exit 0 unless $w; $at += $w; } }
        sub frame { my ($kind, $tag, $json) = @_; give(pack('V', length($json)) . chr($kind) . $tag . $json); }
        frame($ARGV[0], "\0" x 8, "{\"protocol\":$ARGV[1],\"build\":\"$ARGV[2]\"}");
        while (1) {
          my $head = take(13); my $body = take(unpack('V', substr($head, 0, 4))); my $tag = substr($head, 5, 8);
          if ($body =~ /"frames":\[([^\]]*)\]/) {
            for my $one (split /,/, $1) {
              $one =~ tr/"//d; my $bytes = pack('H*', substr($one, 1));
              substr($bytes, 5, 8) = $tag if substr($one, 0, 1) eq 'W' && length($bytes) >= 13;
              give($bytes);
            }
          }
          frame($ARGV[3], $tag, '{"outcome":"succeeded","left_processes":false}');
        }
        """;

    [Fact]
    public async Task A_bad_frame_ends_its_execution_at_most_and_says_why()
    {
        ChildProgram program = new("perl", ["-e", Script, "--", .. new object[]
        {
            (int)FrameKind.Hello, ChildProtocol.HighestVersion, CatalogBuild.Of(TestProgram.Catalog), (int)FrameKind.End,
        }.Select(one => $"{one}")]);
        // Of a frame with another length the host waits for the rest
        await using var pool = new PoolHarness(options => options with { FrameTime = TimeSpan.FromSeconds(0.2) }, program: program);
        await using var other = new PoolHarness { Patience = Timeout.InfiniteTimeSpan };
        using var stop = new StopSignal();
        Task<(ExecutionOutcome Outcome, RecordingSink Sink)> beside = other.RunAsync("sleep", """{"seconds":86400}""", stop);
        var counted = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        int count = Scale.Times(400), sound = 0;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            byte[] good = FrameMutations.Good[seed % FrameMutations.Good.Count];
            bool whole = seed % 3 > 0;
            string frame = (whole ? "W" : "R") + Convert.ToHexString(new FrameMutations(seed).Next(good, whole));
            ExecutionOutcome outcome = (await pool.RunAsync("send_frames", $$"""{"frames":["{{frame}}"]}""")).Outcome;
            counted.AddOrUpdate(KindOf(outcome, $"Seed {seed}"), 1, (_, before) => before + 1);
            if (seed % 50 == 0)
            {
                // Between them, sound executions in the same pool
                Assert.Equal(ExecutionState.SUCCESS, (await pool.RunAsync("send_frames", """{"frames":[]}""")).Outcome.State);
                Interlocked.Increment(ref sound);
            }
        });

        output.WriteLine($"{count} frames over pipes, {sound} sound executions between them: {string.Join("; ", counted.OrderByDescending(one => one.Value).Select(one => $"{one.Value} {one.Key}"))}");
        Assert.Equal(count, counted.Values.Sum());
        Assert.InRange(counted.Where(one => one.Key.StartsWith("crash", StringComparison.Ordinal)).Sum(one => one.Value), count / 4, count);
        Assert.False(beside.IsCompleted, $"{beside.Exception}");
        stop.Stop(StopReason.Cancel);
        Assert.Equal(ExecutionState.REVOKED, (await beside).Outcome.State);
    }

    private static string KindOf(ExecutionOutcome outcome, string what)
    {
        if (outcome.State != ExecutionState.FAILURE)
            return outcome.State.ToString();
        ExecutionError error = outcome.Error!;
        if (error.Reason == FailureReason.Exception)
            return "exception";
        Assert.True(error.Reason == FailureReason.Crash, $"{what}: {error}");
        Assert.False(string.IsNullOrWhiteSpace(error.Message), what);
        // Without the text of the frame
        return "crash: " + Quoted().Replace(error.Message, "…")[..Math.Min(120, Quoted().Replace(error.Message, "…").Length)];
    }

    [GeneratedRegex("'[^']*'|[0-9]+")]
    private static partial Regex Quoted();
}
