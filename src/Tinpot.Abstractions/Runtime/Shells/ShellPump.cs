using System.Buffers;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Tinpot.Platform.Processes;

namespace Tinpot.Runtime.Shells;

/// <summary>Carries one output stream of a program to the log.</summary>
/// <remarks>
/// It reads and writes in place on a thread of its own: a pipe is read by blocking anyway, and a log that takes its time
/// slows the program instead of the thread pool.
/// </remarks>
internal sealed class ShellPump : IDisposable
{
    /// <summary>Most bytes that are read at once.</summary>
    public const int BufferSize = 16 * 1024;

    private readonly Stream _source;
    private readonly SafeHandle? _pipe;
    private readonly IOutputWriter _log;
    private readonly ShellText _capture;
    private readonly Action _onLate;
    private readonly Lock _lock = new();
    private long _taken;
    private int _read;
    private bool _busy;
    private bool _closed;

    public delegate void ShellText(ReadOnlySpan<char> text);

    /// <param name="onLate">Told once that something came after <see cref="Dispose"/>.</param>
    public ShellPump(Stream source, IOutputWriter log, ShellText capture, Action onLate)
    {
        _source = source;
        _pipe = OperatingSystem.IsLinux() && source is PipeStream pipe ? pipe.SafePipeHandle : null;
        _log = log;
        _capture = capture;
        _onLate = onLate;
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the stream has ended, which may be long after the program.</summary>
    public Task Completion { get; }

    /// <summary>How many bytes were read and are in the log.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>How many bytes wait to be read.</summary>
    public int Waiting => OperatingSystem.IsLinux() && _pipe is not null && !Completion.IsCompleted ? PipeContent.Waiting(_pipe) : 0;

    /// <summary>Whether the system tells what waits.</summary>
    public bool CanTell => _pipe is not null;

    /// <summary>Nothing waits, and nothing that was read is still on its way to the log.</summary>
    /// <remarks>Bytes count as busy before they leave the pipe, so they are seen in one of the two places, checked in this order.</remarks>
    public bool IsIdle => Completion.IsCompleted || (_pipe is not null && Waiting == 0 && !Volatile.Read(ref _busy));

    /// <summary>How many bytes had come, and were not taken, when it was closed.</summary>
    public long Left { get; private set; }

    /// <summary>Stops reading, even if a process still writes, and ends the unfinished line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            // Later the pump may have closed the pipe
            Left = Waiting + Volatile.Read(ref _read);
            _closed = true;
            _log.Dispose();
        }
    }

    private void Run()
    {
        // Own decoder: a StreamReader would take two bytes FF FE for the start of another encoding.
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
        char[] chars = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        try
        {
            int read;
            do
            {
                WaitForInput();
                Volatile.Write(ref _busy, true);
                read = _source.Read(bytes);
                Volatile.Write(ref _read, read);
                Take(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0)), read);
                Volatile.Write(ref _taken, _taken + read);
                Volatile.Write(ref _busy, false);
            }
            while (read > 0 && !Volatile.Read(ref _closed));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The stream is gone with its program.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
            _source.Dispose();
        }
    }

    /// <summary>Reading never waits because of it, and a busy reader always has more to process.</summary>
    private void WaitForInput()
    {
        if (!OperatingSystem.IsLinux() || _pipe is null)
            return;
        while (!PipeWait.UntilReadable(_pipe))
        {
        }
    }

    private void Take(ReadOnlySpan<char> text, int bytes)
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _capture(text);
                _log.Write(text);
                Volatile.Write(ref _read, 0);
                return;
            }
        }

        if (bytes > 0)
            _onLate();
    }
}
