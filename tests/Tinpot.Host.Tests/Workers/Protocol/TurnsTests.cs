using Tinpot.Workers.Child;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>Which of the two threads of a child reads.</summary>
public sealed class TurnsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Turns _turns = new();

    [Fact]
    public async Task The_second_thread_reads_while_an_action_takes_longer()
    {
        Task<long?> waiting = WaitAsync();
        _turns.Begin();

        long action = Assert.NotNull(await waiting.WaitAsync(Deadline));

        Assert.True(_turns.IsAt(action));
        _turns.End();
        Assert.False(_turns.IsAt(action));
    }

    [Fact]
    public async Task It_does_not_take_the_next_action_for_the_same()
    {
        Task<long?> waiting = WaitAsync();
        _turns.Begin();
        long action = Assert.NotNull(await waiting.WaitAsync(Deadline));

        _turns.End();
        _turns.Begin();

        Assert.False(_turns.IsAt(action));
        Assert.NotEqual(action, await WaitAsync().WaitAsync(Deadline));
    }

    [Fact]
    public async Task It_ends_with_the_pipe()
    {
        Task<long?> waiting = WaitAsync();

        _turns.Close();

        Assert.Null(await waiting.WaitAsync(Deadline));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupt_of_the_thread_of_the_actions_breaks_nothing_off(bool closes)
    {
        var done = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            try
            {
                Thread.CurrentThread.Interrupt();
                // Waits, as the gate is held
                if (closes)
                    _turns.Close();
                else
                    _turns.Begin();
                done.SetResult();
            }
            catch (ThreadInterruptedException error)
            {
                done.SetException(error);
            }
        });
        lock (_turns.Gate)
        {
            thread.Start();
            while (!done.Task.IsCompleted && !thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                Thread.Yield();
        }

        await done.Task.WaitAsync(Deadline);

        Assert.Equal(closes, await WaitAsync().WaitAsync(Deadline) is null);
    }

    [Fact]
    public void An_interrupt_that_no_wait_has_met_is_forgotten()
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            Thread.CurrentThread.Interrupt();
            Interrupts.Forget();
            thrown = Record.Exception(() => Thread.Sleep(1));
        });
        thread.Start();

        Assert.True(thread.Join(Deadline));
        Assert.Null(thrown);
    }

    private Task<long?> WaitAsync() => Task.Factory.StartNew(_turns.AwaitLong, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
