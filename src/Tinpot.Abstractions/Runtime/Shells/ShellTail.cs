using System.Globalization;
using System.Text;

namespace Tinpot.Runtime.Shells;

/// <summary>Keeps the last lines of what a program prints, each whole or not at all.</summary>
/// <remarks>A cut line could contain half of a secret, which would not be recognised and masked.</remarks>
internal sealed class ShellTail
{
    public const int Lines = 20;
    public const int LongestLine = 2_000;
    private const int Characters = 8 * 1024;

    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();
    private long _length;
    private int _kept;

    public void Append(ReadOnlySpan<char> text)
    {
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
        {
            Extend(text[..end]);
            Keep(TakeLine());
        }

        Extend(text);
    }

    public override string ToString()
    {
        if (_length > 0)
            Keep(TakeLine());
        return string.Join('\n', _lines).TrimEnd();
    }

    private void Extend(ReadOnlySpan<char> text)
    {
        _length += text.Length;
        if (_length <= LongestLine)
            _line.Append(text);
    }

    private string TakeLine()
    {
        string line = _length <= LongestLine
            ? _line.ToString().TrimEnd('\r')
            : string.Create(CultureInfo.InvariantCulture, $"(a line of {_length} characters, which the log has)");
        _line.Clear();
        _length = 0;
        return line;
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        _kept += line.Length;
        while (_lines.Count > Lines || _kept > Characters)
            _kept -= _lines.Dequeue().Length;
    }
}
