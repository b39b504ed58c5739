using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tinpot.Workers.Pool;

/// <summary>
/// The tags by which the frames of a child name their execution. They are random: code that an execution left behind cannot
/// speak for the next one, whose tag it does not know.
/// </summary>
internal sealed class FrameTags
{
    /// <summary>Executions of so long ago are not named any more.</summary>
    private const int Kept = 1_024;

    private readonly Dictionary<ulong, ExecutionOrigin> _given = [];
    private readonly Queue<ulong> _order = new();

    /// <summary>The tag of the execution that runs, or ran last; 0 before the first.</summary>
    public ulong Current { get; private set; }

    public ulong Give(ExecutionOrigin origin)
    {
        ulong tag = 0;
        while (tag == 0 || _given.ContainsKey(tag))
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref tag)));
        _given.Add(tag, origin);
        _order.Enqueue(tag);
        if (_order.Count > Kept)
            _given.Remove(_order.Dequeue());
        return Current = tag;
    }

    /// <summary>The execution that was given a tag; null when none was, or too long ago.</summary>
    public ExecutionOrigin? Find(ulong tag) => _given.GetValueOrDefault(tag);
}
