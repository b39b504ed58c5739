using System.Buffers;
using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>The events that are not in a batch yet, as they will be stored. Its memory is used again for the next batch.</summary>
internal sealed class EventBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[4 * 1024];
    private int _ended;

    public int Length { get; private set; }

    public int Count { get; private set; }

    public int Lines { get; private set; }

    public int Calls { get; private set; }

    public long FirstLine { get; private set; }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Takes back what was written beyond a length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Takes back what is not a whole event.</summary>
    public void Discard() => Length = _ended;

    /// <summary>The bytes written last are an event.</summary>
    public void EndEvent()
    {
        Count++;
        _ended = Length;
    }

    public void EndCall()
    {
        EndEvent();
        Calls++;
    }

    /// <param name="begins">The event begins its line; others go on with it.</param>
    public void EndLine(long line, bool begins)
    {
        EndEvent();
        if (FirstLine == 0)
            FirstLine = line;
        if (begins)
            Lines++;
    }

    /// <summary>Makes a batch of the whole events that there are, and empties the buffer.</summary>
    public EventBatch Cut(EventId first)
    {
        var batch = new EventBatch(first, Count, FirstLine, Lines, Calls, _bytes.AsSpan(0, _ended).ToArray());
        Length = _ended = Count = Lines = Calls = 0;
        FirstLine = 0;
        return batch;
    }

    private void Reserve(int size)
    {
        int needed = Length + Math.Max(size, 256);
        if (_bytes.Length < needed)
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
    }
}
