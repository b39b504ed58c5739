using System.Globalization;
using System.Text;

namespace Tinpot.Platform;

/// <summary>Keeps the last lines of what a program prints, each whole or not at all.</summary>
/// <remarks>A cut line could contain half of a secret, which would not be recognised and masked.</remarks>
/// <param name="lines">It keeps at most this many.</param>
/// <param name="longestLine">A line with more characters is replaced by its length.</param>
internal sealed class OutputTail(int lines, int longestLine)
{
    private const int Characters = 8 * 1024;

    /// <summary>Lines that are not kept any more, lines that are kept, and the line that has not ended.</summary>
    private readonly StringBuilder _text = new();

    /// <summary>The lengths of the lines that are kept, with their line breaks.</summary>
    private readonly Queue<int> _lengths = new();

    private int _dropped;
    private int _kept;
    private long _length;

    public void Append(ReadOnlySpan<char> text)
    {
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
        {
            Extend(text[..end]);
            EndLine();
        }

        Extend(text);
    }

    public override string ToString()
    {
        IEnumerable<string> all = _text.ToString(_dropped, _kept).Split('\n')[..^1];
        if (_length > 0)
            all = all.Append(_length > longestLine ? Replacement() : _text.ToString(_dropped + _kept, (int)_length).TrimEnd('\r'));
        return string.Join('\n', all.TakeLast(lines)).TrimEnd();
    }

    private void Extend(ReadOnlySpan<char> text)
    {
        _length += text.Length;
        if (_length <= longestLine)
            _text.Append(text);
    }

    private void EndLine()
    {
        int start = _dropped + _kept;
        if (_length > longestLine)
        {
            _text.Length = start;
            _text.Append(Replacement());
        }

        while (_text.Length > start && _text[^1] == '\r')
            _text.Length--;
        _text.Append('\n');
        _length = 0;
        Keep(_text.Length - start);
    }

    private void Keep(int length)
    {
        _lengths.Enqueue(length);
        _kept += length;
        while (_lengths.Count > lines || _kept - _lengths.Count > Characters)
        {
            int first = _lengths.Dequeue();
            _kept -= first;
            _dropped += first;
        }

        if (_dropped <= 2 * Characters)
            return;
        _text.Remove(0, _dropped);
        _dropped = 0;
    }

    private string Replacement() => string.Create(CultureInfo.InvariantCulture, $"(a line of {_length} characters, which the log has)");
}
