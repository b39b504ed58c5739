using Tinpot.Runtime;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>A source of output in a child whose lines are put together apart from all others.</summary>
internal sealed class ChildOutputWriter(ChildLog log, long writer) : IOutputWriter
{
    private readonly ChildText _text = new();

    public void Write(ReadOnlySpan<char> text) => _text.Send(text, endLine: false, (part, _) => log.Send(
        FrameKind.WriterText, new Piece(writer, part), static (json, piece) =>
        {
            json.WriteNumber("writer"u8, piece.Writer);
            json.WriteString("text"u8, piece.Text);
        }));

    public void Dispose() => log.Send(
        FrameKind.WriterClosed, writer, static (json, closed) => json.WriteNumber("writer"u8, closed));

    private readonly ref struct Piece(long writer, ReadOnlySpan<char> text)
    {
        public readonly long Writer = writer;
        public readonly ReadOnlySpan<char> Text = text;
    }
}
