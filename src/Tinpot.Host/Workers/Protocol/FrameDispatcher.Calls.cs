using Tinpot.Executions;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Protocol;

// What a child tells of nested calls.
internal sealed partial class FrameDispatcher
{
    private void StartCall(ref FrameReader reader)
    {
        long call = 0, caller = 0;
        string? action = null;
        Guid? execution = null;
        ReadOnlySpan<byte> arguments = default;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("caller"u8))
                caller = reader.Number();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("arguments"u8))
                arguments = reader.Json();
            else if (reader.Is("execution_id"u8))
                execution = reader.Id();
            else
                throw reader.Refuse();
        }

        if (_open.Count >= MostCalls)
            throw new ProtocolException($"More than {MostCalls} nested calls are under way.");
        CallLog started = log.StartCall(Call(caller), action ?? throw reader.Missing("action"), arguments, execution);
        if (started.Number != call)
            throw new ProtocolException($"Call {call} is the {started.Number}th of its execution.");
        _calls[call] = started;
        _open.Add(call);
    }

    private void FinishCall(ref FrameReader reader)
    {
        long call = 0, ticks = 0;
        ReadOnlySpan<byte> result = default;
        bool truncated = false, revoked = false;
        ExecutionError? error = null;
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("ticks"u8))
                ticks = reader.Number();
            else if (reader.Is("result"u8))
                result = reader.Json();
            else if (reader.Is("truncated"u8))
                truncated = reader.Flag();
            else if (reader.Is("revoked"u8))
                revoked = reader.Flag();
            else if (reader.Is("error"u8))
                error = ErrorMember.Read(ref reader);
            else
                throw reader.Refuse();
        }

        if (!_open.Remove(call))
            throw new ProtocolException($"Call {call} ends, but is not under way.");
        log.FinishCall(Call(call), new CallResult(TimeSpan.FromTicks(ticks), result, truncated, error, revoked));
        _ended.Enqueue(call);
        if (_ended.Count > EndedCallsKept)
            _calls.Remove(_ended.Dequeue());
    }

    private void CountCalls(ref FrameReader reader)
    {
        long caller = 0, repeated = 0, failed = 0, ticks = 0;
        string? action = null;
        while (reader.Next())
        {
            if (reader.Is("caller"u8))
                caller = reader.Number();
            else if (reader.Is("action"u8))
                action = reader.Text();
            else if (reader.Is("repeated"u8))
                repeated = reader.Number();
            else if (reader.Is("failed"u8))
                failed = reader.Number();
            else if (reader.Is("ticks"u8))
                ticks = reader.Number();
            else
                throw reader.Refuse();
        }

        log.CountCalls(Call(caller), action ?? throw reader.Missing("action"), repeated, failed, TimeSpan.FromTicks(ticks));
    }
}
