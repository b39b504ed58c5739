using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Host.Tests.Workers;
using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

public sealed class SupervisedLoopTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordingLogger _log = new();

    public static TheoryData<Exception> Kinds =>
    [
        new StoreUnavailableException("away"), new IOException("broken"), new InvalidOperationException("unforeseen"), new JsonException("not JSON"),
        new OutOfMemoryException("no thread"), new OperationCanceledException("not by us"), new NullReferenceException(), new AggregateException(),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pass_that_fails_is_tried_again_whatever_it_threw(Exception kind)
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        using var ended = new CancellationTokenSource();
        int passes = 0;
        Task running = loop.RunAsync(
            _ => ++passes <= 3 ? throw kind : Task.FromResult(TimeSpan.FromHours(1)),
            ended.Token);

        await AdvanceUntilAsync(() => passes == 4);
        await AdvanceUntilAsync(() => loop.Failure is null);
        await ended.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Failure_and_recovery_are_logged_once_each()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        for (int i = 0; i < 5; i++)
        {
            await loop.PassAsync(_ => throw new IOException("broken"), CancellationToken.None);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(5), loop.Failure!.Value.Since);
        await loop.PassAsync(_ => Task.FromResult(TimeSpan.Zero), CancellationToken.None);
        await loop.PassAsync(_ => Task.FromResult(TimeSpan.Zero), CancellationToken.None);

        Assert.Equal(
            ["Error The test loop failed and will be retried: broken", "Information The test loop works again after 5 failures in 00:00:05."],
            _log.Messages.Where(message => !message.StartsWith("Debug", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Failure_that_is_reported_elsewhere_is_silent_and_does_not_hide_one_that_is_not()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        await loop.PassAsync(_ => throw new StoreUnavailableException("away"), CancellationToken.None);
        Assert.DoesNotContain(_log.Messages, message => !message.StartsWith("Debug", StringComparison.Ordinal));

        await loop.PassAsync(_ => throw new IOException("broken"), CancellationToken.None);

        Assert.Contains("Error The test loop failed and will be retried: broken", _log.Messages);
    }

    [Fact]
    public async Task Failures_that_alternate_with_ones_reported_elsewhere_are_logged_once_and_so_is_the_recovery()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        for (int i = 0; i < 3; i++)
        {
            await loop.PassAsync(_ => throw new IOException("broken"), CancellationToken.None);
            await loop.PassAsync(_ => throw new StoreUnavailableException("away"), CancellationToken.None);
        }

        await loop.PassAsync(_ => Task.FromResult(TimeSpan.Zero), CancellationToken.None);

        Assert.Equal(
            ["Error The test loop failed and will be retried: broken", "Information The test loop works again after 6 failures in 00:00:00."],
            _log.Messages.Where(message => !message.StartsWith("Debug", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pauses_grow_up_to_the_longest()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log, longestPause: TimeSpan.FromSeconds(1));
        var pauses = new List<double>();
        for (int i = 0; i < 5; i++)
            pauses.Add((await loop.PassAsync(_ => throw new IOException(), CancellationToken.None)).TotalSeconds);

        Assert.Equal([0.25, 0.5, 1, 1, 1], pauses);
    }

    [Fact]
    public async Task Cancellation_ends_it_and_is_no_failure()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        using var ended = new CancellationTokenSource();
        Task running = loop.RunAsync(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return TimeSpan.Zero;
        }, ended.Token);

        await ended.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(loop.Failure);
        Assert.Empty(_log.Messages);
    }

    [Fact]
    public async Task Pass_that_hangs_is_seen()
    {
        SupervisedLoop loop = TestLoops.New(_clock).Create("test loop", _log);
        var hang = new TaskCompletionSource<TimeSpan>();
        Task<TimeSpan> passing = loop.PassAsync(_ => hang.Task, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(TimeSpan.FromMinutes(11), loop.InPass);

        hang.SetResult(TimeSpan.Zero);
        await passing;
        Assert.Equal(TimeSpan.Zero, loop.InPass);
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, deadline.Token);
        }
    }
}
