using System.Text;

namespace Tinpot.Runtime.Shells;

/// <summary>Keeps the beginning of what a program prints.</summary>
internal sealed class ShellCapture(int limit)
{
    private readonly StringBuilder _text = new();

    public bool Truncated { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        // Text after a cut, however short, does not belong to the beginning.
        if (Truncated)
            return;
        int room = limit - _text.Length;
        Truncated = text.Length > room;
        if (Truncated && room > 0 && char.IsHighSurrogate(text[room - 1]))
            room--;
        _text.Append(text[..Math.Min(text.Length, room)]);
    }

    public override string ToString() => _text.ToString();
}
