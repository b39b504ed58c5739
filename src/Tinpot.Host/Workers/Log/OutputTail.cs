using System.Text;

namespace Tinpot.Workers.Log;

/// <summary>The last lines of what a child and what it started printed: after a crash they tell most.</summary>
internal sealed class OutputTail
{
    /// <summary>A runtime that gives up says why first, then shows its stack.</summary>
    private const int Lines = 50;
    private const int Characters = 8 * 1024;

    private readonly StringBuilder _text = new();
    private bool _cut;

    public void Add(ReadOnlySpan<char> text)
    {
        if (text.Length > Characters)
        {
            _text.Clear();
            text = text[^Characters..];
            _cut = true;
        }

        _text.Append(text);
        if (_text.Length > 2 * Characters)
        {
            _text.Remove(0, _text.Length - Characters);
            _cut = true;
        }
    }

    public override string ToString()
    {
        // A line of which the beginning is gone may begin in the middle of a secret, which nobody could recognise
        IEnumerable<string> lines = _text.ToString().TrimEnd().Split('\n').Skip(_cut ? 1 : 0);
        return string.Join('\n', lines.TakeLast(Lines).Select(line => line.TrimEnd('\r')));
    }
}
