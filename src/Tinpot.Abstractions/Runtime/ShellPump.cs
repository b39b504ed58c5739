using System.Buffers;
using System.Text;

namespace Tinpot.Runtime;

/// <summary>Carries one output stream of a program to the log.</summary>
/// <remarks>
/// It reads and writes in place on a thread of its own: a pipe is read by blocking anyway, and a log that takes its time
/// slows the program instead of the thread pool.
/// </remarks>
internal sealed class ShellPump : IDisposable
{
    private readonly Stream _source;
    private readonly IOutputWriter _log;
    private readonly ShellText _capture;
    private readonly Lock _lock = new();
    private bool _closed;

    public delegate void ShellText(ReadOnlySpan<char> text);

    public ShellPump(Stream source, IOutputWriter log, ShellText capture)
    {
        _source = source;
        _log = log;
        _capture = capture;
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the stream has ended, which may be long after the program.</summary>
    public Task Completion { get; }

    /// <summary>Takes no more, whoever may still write, and ends the unfinished line.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            _log.Dispose();
        }
    }

    private void Run()
    {
        // Own decoder: a StreamReader would take two bytes FF FE for the start of another encoding.
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
        char[] chars = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        try
        {
            int read;
            do
            {
                read = _source.Read(bytes);
                Take(chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0)));
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

    private void Take(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _capture(text);
            _log.Write(text);
        }
    }
}
