using System.Text;

namespace Tinpot.Workers;

/// <summary>The last lines of what a child and what it started printed: after a crash they tell most.</summary>
internal sealed class OutputTail
{
    private const int Lines = 20;
    private const int Characters = 8 * 1024;

    private readonly StringBuilder _text = new();

    public void Add(ReadOnlySpan<char> text)
    {
        _text.Append(text.Length > Characters ? text[^Characters..] : text);
        if (_text.Length > 2 * Characters)
            _text.Remove(0, _text.Length - Characters);
    }

    public override string ToString() => string.Join(
        '\n', _text.ToString().TrimEnd().Split('\n').TakeLast(Lines).Select(line => line.TrimEnd('\r')));
}
