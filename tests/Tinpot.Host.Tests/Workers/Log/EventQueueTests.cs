using Tinpot.Executions.Events;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Log;

public sealed class EventQueueTests
{
    private readonly RecordingSink _sink = new();

    [Fact]
    public async Task At_the_beginning_an_event_waits_for_the_end()
    {
        using EventQueue queue = Queue(beginning: TimeSpan.FromHours(1), moment: Timeout.InfiniteTimeSpan);
        Add(queue);
        Add(queue);
        Assert.Empty(_sink.Batches);

        await queue.DrainAsync();

        Assert.Equal(2, Assert.Single(_sink.Batches).Count);
    }

    [Fact]
    public async Task At_the_beginning_an_event_waits_for_a_moment_only()
    {
        using EventQueue queue = Queue(beginning: TimeSpan.FromHours(1), moment: TimeSpan.FromMilliseconds(1));

        Add(queue);

        await _sink.UntilAsync(sink => sink.Batches.Count == 1);
    }

    [Fact]
    public async Task After_the_beginning_an_event_does_not_wait()
    {
        using EventQueue queue = Queue(beginning: TimeSpan.Zero, moment: Timeout.InfiniteTimeSpan);

        Add(queue);

        await _sink.UntilAsync(sink => sink.Batches.Count == 1);
    }

    private static void Add(EventQueue queue)
    {
        lock (queue.Gate)
        {
            queue.Open.Write("{}\n"u8);
            queue.Open.EndEvent();
            queue.Added();
        }
    }

    private EventQueue Queue(TimeSpan beginning, TimeSpan moment) =>
        new(_sink, new EventId(1, 1), TimeProvider.System) { Beginning = beginning, Moment = moment };
}
