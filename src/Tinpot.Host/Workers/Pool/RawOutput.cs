using System.Runtime.InteropServices;
using System.Text;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Workers.Pool;

/// <summary>The pipe that holds what a child and its descendants print past <see cref="Console"/>.</summary>
internal sealed class RawOutput(SafeHandle pipe)
{
    private readonly byte[] _bytes = new byte[32 * 1024];
    private readonly char[] _chars = new char[Encoding.UTF8.GetMaxCharCount(32 * 1024)];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private OutputTail _tail = CrashTail.Create();
    private int _length;

    public SafeHandle Pipe => pipe;

    /// <summary>Nobody can write to it any more.</summary>
    public bool Ended { get; private set; }

    public string LastLines => _tail.ToString();

    /// <summary>How many bytes lie in the pipe.</summary>
    public int Waiting => Ended ? 0 : PipeContent.Waiting(pipe);

    /// <summary>Takes what is in the pipe, up to a buffer full; blocks when nothing is. Returns how much.</summary>
    public int Read()
    {
        _length = DescriptorWait.Read(pipe, _bytes);
        Ended = _length == 0;
        return _length;
    }

    /// <summary>Hands on what <see cref="Read"/> took. Returns whether it took anything.</summary>
    /// <param name="to">null = nobody runs; it is dropped.</param>
    public bool HandOn(IOutputWriter? to)
    {
        if (_length == 0)
            return false;
        int length = _decoder.GetChars(_bytes.AsSpan(0, _length), _chars, flush: false);
        _length = 0;
        _tail.Append(_chars.AsSpan(0, length));
        to?.Write(_chars.AsSpan(0, length));
        return true;
    }

    /// <summary>The next execution has an output of its own, from its first character.</summary>
    /// <param name="tail">Keeps its last lines.</param>
    public void Begin(OutputTail tail)
    {
        _tail = tail;
        _decoder.Reset();
    }

    /// <summary>Half a character that an execution left is shown as one that cannot be read.</summary>
    public void Finish(IOutputWriter to)
    {
        int length = _decoder.GetChars([], _chars, flush: true);
        if (length > 0)
            to.Write(_chars.AsSpan(0, length));
    }
}
