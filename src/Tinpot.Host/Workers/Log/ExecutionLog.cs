using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Tinpot.Executions.Events;

namespace Tinpot.Workers.Log;

/// <summary>
/// The one event log of a run: everything that happens in it comes here, is masked, numbered and handed on in order.
/// Writers wait while too much is under way; output beyond the limit is counted instead of kept.
/// </summary>
internal sealed partial class ExecutionLog : IDisposable
{
    /// <summary>A message of more bytes is written in parts.</summary>
    public const int PartLimit = 64 * 1024;

    private readonly EventQueue _queue;
    private readonly LogEventWriter _writer;
    private readonly ExecutionLogOptions _options;
    private readonly byte[] _noticeTail = LogEventWriter.Tail(0, "0", "log");
    private long _lastLine;
    private long _bytes;
    private long _lost;
    private long _lastCall;
    private bool _limited;
    private bool _closed;
    private bool _late;

    public ExecutionLog(ExecutionLogOptions options, IEventSink sink)
    {
        _options = options;
        _queue = new EventQueue(sink, options.First, options.Clock) { StoreTimeout = options.StoreTimeout };
        _writer = new LogEventWriter(options.Clock);
        _lastLine = options.LinesBefore;
        _bytes = options.BytesBefore;
        _timer = options.Clock.CreateTimer(
            static log => ((ExecutionLog)log!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Root = new CallLog(this, null, 0, "", options.Clock.GetUtcNow()) { Span = options.Spans?.Run ?? default };
    }

    /// <summary>The action that was started.</summary>
    public CallLog Root { get; }

    public object Gate => _queue.Gate;

    public TimeProvider Clock => _options.Clock;

    /// <summary>Why events are missing at the end of what is stored; null when none are.</summary>
    public Exception? Fault => _queue.Fault;

    public SecretMasker Masker => _options.Masker;

    /// <summary>Waits for room for a line. Call it before the line is begun: other threads may write meanwhile.</summary>
    public void WaitForRoom() => _queue.WaitForRoom(droppable: true);

    /// <summary>Writes a message, in parts if it is long.</summary>
    /// <param name="line">The line it belongs to: 0 before its first part; set to its number, or to -1 when it is dropped.</param>
    /// <param name="continued">More of the line follows.</param>
    public void WriteLine(ReadOnlySpan<byte> level, byte[] tail, ReadOnlySpan<char> text, ref long line, bool continued)
    {
        try
        {
            text = Masker.Apply(text);
            for (int fits; text.Length > PartLimit / 3 && (fits = Fit(text)) < text.Length; text = text[fits..])
                WritePart(level, tail, text[..fits], ref line, continued: true);
            WritePart(level, tail, text, ref line, continued);
        }
        catch (Exception error)
        {
            Spoil(error);
            throw;
        }
    }

    /// <summary>Writes a line that is whole.</summary>
    public void WriteEntry(LogLevel level, byte[] tail, string message)
    {
        long line = 0;
        lock (Gate)
        {
            WaitForRoom();
            WriteLine(LogLevels.Of(level), tail, message, ref line, continued: false);
        }
    }

    /// <summary>Ends all lines, reports lost lines, and returns when everything is passed on. Later output is dropped.</summary>
    public async Task CompleteAsync()
    {
        lock (Gate)
        {
            EndUnfinished();
            if (_lost > 0)
                WriteGap();
            _options.Spans?.Abandon();
            _closed = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _queue.DrainAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the log after an event that failed half way, under the gate: the action may catch what it gets for that, and its execution
    /// must not end as a success with something missing.
    /// </summary>
    public void Spoil(Exception error) => _queue.Break(error);

    public void Dispose()
    {
        _timer.Dispose();
        _queue.Dispose();
    }

    private void WritePart(ReadOnlySpan<byte> level, byte[] tail, ReadOnlySpan<char> text, ref long line, bool continued)
    {
        if (line < 0 || IsClosed())
            return;
        if (_limited || _queue.Stalled)
        {
            Drop(ref line);
            return;
        }

        if (_lost > 0)
            WriteGap();
        bool begins = line == 0;
        long number = begins ? _lastLine + 1 : line;
        int before = _queue.Open.Length;
        _writer.Write(_queue.Open, number, level, text, tail, continued);
        if (!Fits(before))
        {
            Drop(ref line);
            return;
        }

        _lastLine = line = number;
        _queue.Open.EndLine(number, begins);
        _queue.Added();
    }

    /// <summary>Takes back what was written beyond a length when it is over the limit, and says so.</summary>
    private bool Fits(int before)
    {
        int size = _queue.Open.Length - before;
        if (_bytes + size > _options.Limit)
        {
            _queue.Open.Truncate(before);
            WriteNotice();
            return false;
        }

        _bytes += size;
        return true;
    }

    private void WriteNotice()
    {
        _limited = true;
        _writer.Write(
            _queue.Open, ++_lastLine, LogLevels.Warning,
            $"The output of this execution has reached {_options.Limit} bytes (TINPOT_LOG_LIMIT); further output is counted and dropped.",
            _noticeTail, continued: false);
        _queue.Open.EndLine(_lastLine, begins: true);
        _queue.Added();
    }

    private void WriteGap()
    {
        ExecutionEvents.WriteGap(_queue.Open, _lost);
        _options.OnGap(_lost);
        _lost = 0;
        _queue.Open.EndEvent();
        _queue.Added();
    }

    private void Drop(ref long line)
    {
        _lost++;
        line = -1;
    }

    private bool IsClosed()
    {
        if (_closed && !_late)
        {
            _late = true;
            _options.OnLate();
        }

        return _closed || _queue.Fault is not null;
    }

    /// <summary>How many characters make at most <see cref="PartLimit"/> bytes; never half a surrogate pair.</summary>
    private static int Fit(ReadOnlySpan<char> text)
    {
        byte[] bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(PartLimit);
        Utf8.FromUtf16(text, bytes.AsSpan(0, PartLimit), out int read, out _);
        System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        return read;
    }
}
