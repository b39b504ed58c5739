using System.Text;

namespace Tinpot.Runtime;

/// <summary>Keeps the last lines of what a program prints.</summary>
internal sealed class ShellTail
{
    private const int Lines = 20;
    private const int Characters = 8 * 1024;

    private readonly StringBuilder _text = new();

    public void Append(ReadOnlySpan<char> text)
    {
        _text.Append(text);
        if (_text.Length > 2 * Characters)
            _text.Remove(0, _text.Length - Characters);
    }

    public override string ToString()
    {
        string text = _text.ToString().TrimEnd();
        string[] lines = text.Split('\n');
        return string.Join('\n', lines.TakeLast(Lines).Select(line => line.TrimEnd('\r')));
    }
}
