namespace Tinpot.Workers.Log;

internal sealed partial class ExecutionLog
{
    /// <summary>
    /// Items count against the limit as lines do, and beyond it are lost as lines are. But a store that does not answer
    /// makes them wait, like calls: they are what the action was asked for.
    /// </summary>
    public void WriteItem(CallLog call, long index, ReadOnlySpan<byte> json)
    {
        lock (Gate)
        {
            try
            {
                ReadOnlyMemory<byte> masked = Masker.IsEmpty ? default : Masker.ApplyToJson(json.ToArray());
                _queue.WaitForRoom(droppable: false);
                if (IsClosed())
                    return;
                if (_limited)
                {
                    _lost++;
                    return;
                }

                if (_lost > 0)
                    WriteGap();
                int before = _queue.Open.Length;
                CallEvents.WriteItem(_queue.Open, call, index, Masker.IsEmpty ? json : masked.Span);
                if (!Fits(before))
                {
                    _lost++;
                    return;
                }

                _queue.Open.EndEvent();
                _queue.Added();
            }
            catch (Exception error)
            {
                Spoil(error);
                throw;
            }
        }
    }
}
