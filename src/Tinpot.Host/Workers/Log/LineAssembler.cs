using Tinpot.Runtime;

namespace Tinpot.Workers.Log;

/// <summary>
/// Puts the lines of one source together. A line is written when it ends, when its call begins or ends a nested call, and
/// in parts when it is long or stays unfinished for a while.
/// </summary>
/// <remarks>Every member but those of <see cref="IOutputWriter"/> is used under the log's gate.</remarks>
internal sealed class LineAssembler(ExecutionLog log, OutputKind kind, byte[] tail) : IOutputWriter
{
    /// <summary>An unfinished line is shown after this time.</summary>
    public static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(250);

    private char[] _text = [];
    private int _length;
    private long _line;
    private long _since;

    /// <summary>The line has begun: some of it is kept here, or was written in parts.</summary>
    public bool Unfinished => _length > 0 || _line != 0;

    private ReadOnlySpan<byte> Level => kind == OutputKind.Output ? LogLevels.Info : LogLevels.Warning;

    public bool HasText => _length > 0;

    /// <summary>The log has this assembler on its list of unfinished lines.</summary>
    public bool Listed { get; set; }

    public void Write(ReadOnlySpan<char> text)
    {
        lock (log.Gate)
        {
            try
            {
                Add(text, endLine: false);
            }
            catch (Exception error)
            {
                log.Spoil(error);
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (log.Gate)
        {
            try
            {
                End();
            }
            catch (Exception error)
            {
                log.Spoil(error);
                throw;
            }
        }
    }

    public void Add(ReadOnlySpan<char> text, bool endLine)
    {
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
            AddLine(text[..end]);
        if (endLine)
            AddLine(text);
        else if (!text.IsEmpty)
            Keep(text);
    }

    /// <summary>Ends the line if there is one.</summary>
    public void End()
    {
        if (Unfinished)
            AddLine(default);
    }

    /// <summary>Leaves the list of unfinished lines if the line has ended.</summary>
    public bool Unlist()
    {
        Listed = Unfinished;
        return !Listed;
    }

    /// <summary>Writes what has waited long enough as a part of its line.</summary>
    public void ShowUnfinished(long now)
    {
        if (HasText && log.Clock.GetElapsedTime(_since, now) >= FlushDelay)
            WritePart();
    }

    private void AddLine(ReadOnlySpan<char> text)
    {
        // Here another thread of the same source may get in between, as it may between any two lines.
        log.WaitForRoom();
        if (_length > 0)
        {
            Keep(text);
            text = _text.AsSpan(0, _length);
        }

        if (text is [.. var line, '\r'])
            text = line;
        log.WriteLine(Level, tail, text, ref _line, continued: false);
        _length = 0;
        _line = 0;
        if (_text.Length > 4 * 1024)
            _text = [];
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        while (_length + text.Length > ExecutionLog.PartLimit)
        {
            int room = ExecutionLog.PartLimit - _length;
            Append(text[..room]);
            text = text[room..];
            log.WaitForRoom();
            WritePart();
        }

        Append(text);
        log.Watch(this);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_length == 0)
            _since = log.Clock.GetTimestamp();
        if (_text.Length < _length + text.Length)
            Array.Resize(ref _text, Math.Max(_length + text.Length, Math.Max(256, _text.Length * 2)));
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void WritePart()
    {
        if (_length == 0)
            return;
        Span<char> text = _text.AsSpan(0, _length);
        int keep = log.Masker.HoldBack(text);
        if (keep == 0 && char.IsHighSurrogate(text[^1]))
            keep = 1;
        // A secret longer than a part cannot be held back forever.
        if (keep == ExecutionLog.PartLimit)
            keep = 0;
        if (keep == _length)
            return;
        log.WriteLine(Level, tail, text[..^keep], ref _line, continued: true);
        text[^keep..].CopyTo(_text);
        _length = keep;
        _since = log.Clock.GetTimestamp();
    }
}
