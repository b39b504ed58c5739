using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Host.Tests.Workers.Log;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Log;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>
/// A child that dies has begun an execution if it has read the whole start. The child is a script that reads what it is told to
/// read, waits until there is more where it is told to, and ends.
/// </summary>
public sealed class UnreadStartTests
{
    private const string Script =
        """
        use strict; binmode STDIN; binmode STDOUT; $| = 1;
        sub take { my ($n) = @_; my $b = ''; while (length($b) < $n) { my $r = sysread(STDIN, $b, $n - length($b), length($b)); exit 0 unless $r; } $b }
        sub more { my $set = ''; vec($set, 0, 1) = 1; select($set, undef, undef, undef); }
        my $hello = "{\"lowest\":$ARGV[1],\"highest\":$ARGV[1],\"build\":\"\"}";
        syswrite(STDOUT, pack('V', length($hello)) . chr($ARGV[0]) . "\0" x 8 . $hello);
        for my $step (split /,/, $ARGV[2]) {
          if ($step eq 'frame') { take(unpack('V', substr(take(13), 0, 4))); }
          elsif ($step eq 'more') { more(); }
          else { take($step); }
        }
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("more", 2, false)]
    [InlineData("1", 2, false)]
    [InlineData("13", 2, false)]
    [InlineData("more", 1_000_000, false)]
    [InlineData("100000", 1_000_000, false)]
    [InlineData("frame", 2, true)]
    [InlineData("frame", 1_000_000, true)]
    public async Task One_that_has_read_a_part_has_not_begun(string steps, int arguments, bool begun)
    {
        (Child child, ChildRun run) = await BeginAsync(steps, arguments);

        Assert.Equal(begun, await HasBegunAsync(child, run));
    }

    [Theory]
    [InlineData("frame,more")]
    [InlineData("frame,20")]
    [InlineData("frame,frame,more")]
    public async Task What_was_sent_after_the_start_does_not_count(string steps)
    {
        (Child child, ChildRun run) = await BeginAsync(steps, 2);

        child.RequestStop(StopReason.Cancel);
        if (steps.Count(one => one == ',') > 1)
            child.RequestStop(StopReason.Cancel);

        Assert.True(await HasBegunAsync(child, run));
    }

    [Fact]
    public async Task What_was_sent_after_the_start_in_part_does_not_count()
    {
        (Child child, ChildRun run) = await BeginAsync("frame,more", 2);

        // More than the pipe holds
        await Task.Run(() => child.Answer(new AnswerMessage(Guid.NewGuid(), Json(1_000_000), null))).WaitAsync(Deadline);

        Assert.True(await HasBegunAsync(child, run));
    }

    [Fact]
    public async Task One_that_its_host_has_killed_counts_as_begun()
    {
        (Child child, ChildRun run) = await BeginAsync("100000000", 2);

        child.Kill();

        Assert.True(await HasBegunAsync(child, run));
    }

    private static async Task<(Child, ChildRun)> BeginAsync(string steps, int arguments)
    {
        string mark = Guid.NewGuid().ToString("n");
        var program = new ChildProgram("perl", ["-e", Script, "--", $"{(int)FrameKind.Hello}", $"{ChildProtocol.HighestVersion}", steps]);
        Process process = Process.Start(program.Start(new ChildArguments(mark), []))!;
        var child = Child.Of(process, mark, new ChildPoolOptions { Build = "", MostFrameBytes = 1_000_000 }, "", NullLogger.Instance);
        await child.Greeting.WaitAsync(Deadline);
        var log = new TestLog();
        var run = new ChildRun(new FrameDispatcher(log.Log), log.Log.Root.OpenRaw(), CrashTail.Create(), submitter: null);
        Assert.True(child.TryBegin(run, new ActionStart(Guid.CreateVersion7(), "count", 1, "somebody", 1_000, TimeSpan.Zero, Json(arguments))));
        return (child, run);
    }

    private static async Task<bool> HasBegunAsync(Child child, ChildRun run)
    {
        await child.Gone.WaitAsync(Deadline);
        return Assert.IsType<ChildResult.Died>(await run.End.WaitAsync(Deadline)).Begun;
    }

    private static byte[] Json(int length) => Encoding.UTF8.GetBytes('"' + new string('x', length - 2) + '"');
}
