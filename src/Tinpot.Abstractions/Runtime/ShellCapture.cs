using System.Text;

namespace Tinpot.Runtime;

/// <summary>Keeps the beginning of what a program prints.</summary>
internal sealed class ShellCapture
{
    public const int Limit = 4 * 1024 * 1024;

    private readonly StringBuilder _text = new();

    public bool Truncated { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        int room = Limit - _text.Length;
        Truncated |= text.Length > room;
        _text.Append(text[..Math.Min(text.Length, room)]);
    }

    public override string ToString() => _text.ToString();
}
