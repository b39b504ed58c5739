namespace Tinpot.Workers.Log;

// Lines and progress that wait a moment for more.
internal sealed partial class ExecutionLog
{
    /// <summary>Progress of a call is shown at most this often; the last always is.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>More characters of a progress message are cut: it is read at a glance, and comes ten times a second.</summary>
    private const int LongestMessage = 500;

    private readonly ITimer _timer;
    private readonly List<LineAssembler> _unfinished = [];
    private readonly List<CallLog> _progress = [];
    private bool _ticking;

    /// <summary>Shows the line in parts if it stays unfinished.</summary>
    public void Watch(LineAssembler line)
    {
        if (_closed)
            return;
        if (!line.Listed)
        {
            line.Listed = true;
            _unfinished.Add(line);
        }

        StartTicking();
    }

    public void Report(CallLog call, double fraction, string? message)
    {
        lock (Gate)
        {
            try
            {
                if (IsClosed())
                    return;
                bool waiting = call.Waiting is not null;
                call.Waiting = (fraction, message is null ? null : ExceptionText.Cut(Masker.Apply(message), LongestMessage));
                if (waiting)
                    return;
                if (call.LastProgress is { } last && Clock.GetElapsedTime(last) < ProgressInterval)
                {
                    _progress.Add(call);
                    StartTicking();
                    return;
                }

                FlushProgress(call);
            }
            catch (Exception error)
            {
                Spoil(error);
                throw;
            }
        }
    }

    /// <summary>
    /// Progress counts as output, but not as lines: what does not fit waits, and is gone without a trace when the next
    /// replaces it. The last of a call is always shown: there is one for each call, and calls are not limited either.
    /// </summary>
    private void FlushProgress(CallLog call, bool last = false)
    {
        if (call.Waiting is not var (fraction, message) || (_limited && !last))
            return;
        if (!_queue.HasRoom && !last)
        {
            _progress.Add(call);
            StartTicking();
            return;
        }

        call.Waiting = null;
        call.LastProgress = Clock.GetTimestamp();
        if (IsClosed())
            return;
        int before = _queue.Open.Length;
        CallEvents.WriteProgress(_queue.Open, call, fraction, message);
        _bytes += _queue.Open.Length - before;
        _queue.Open.EndEvent();
        _queue.Added();
    }

    private void StartTicking()
    {
        if (_ticking)
            return;
        _ticking = true;
        _timer.Change(LineAssembler.FlushDelay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>On a thread of the timer, where an exception would end the process.</summary>
    private void Tick()
    {
        try
        {
            ShowUnfinished();
        }
        catch (Exception fault)
        {
            _queue.Break(fault);
        }
    }

    private void ShowUnfinished()
    {
        lock (Gate)
        {
            _ticking = false;
            if (_closed)
                return;
            FlushAllProgress();
            long now = Clock.GetTimestamp();
            foreach (LineAssembler line in _unfinished)
            {
                // The timer's thread waits for nobody; a full queue shows the line next time.
                if (_queue.HasRoom)
                    line.ShowUnfinished(now);
            }

            _unfinished.RemoveAll(static line => line.Unlist());
            if (_unfinished.Exists(static line => line.HasText))
                StartTicking();
        }
    }

    private void EndUnfinished()
    {
        FlushAllProgress();
        FlushProgress(Root, last: true);
        // Ending a line may wait for room, and others may begin lines meanwhile.
        while (_unfinished is [var line, ..])
        {
            _unfinished.RemoveAt(0);
            line.End();
        }
    }

    private void FlushAllProgress()
    {
        CallLog[] waiting = [.. _progress];
        _progress.Clear();
        foreach (CallLog call in waiting)
            FlushProgress(call);
    }
}
