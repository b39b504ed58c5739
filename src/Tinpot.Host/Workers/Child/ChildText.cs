using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>Cuts the text of one source into pieces that fit a frame, never through a surrogate pair.</summary>
internal sealed class ChildText
{
    private readonly Lock _lock = new();
    private char _half;

    public delegate void Piece(ReadOnlySpan<char> text, bool endLine);

    /// <summary>Half a pair at the end waits for its other half; one that nothing follows is dropped.</summary>
    public void Send(ReadOnlySpan<char> text, bool endLine, Piece send)
    {
        lock (_lock)
        {
            if (_half != 0)
            {
                text = $"{_half}{text}";
                _half = default;
            }

            while (text.Length > ChildProtocol.TextLimit)
            {
                int length = char.IsHighSurrogate(text[ChildProtocol.TextLimit - 1]) ? ChildProtocol.TextLimit - 1 : ChildProtocol.TextLimit;
                send(text[..length], endLine: false);
                text = text[length..];
            }

            if (!endLine && text is [.. var whole, var last] && char.IsHighSurrogate(last))
            {
                _half = last;
                text = whole;
            }

            if (endLine || !text.IsEmpty)
                send(text, endLine);
        }
    }
}
