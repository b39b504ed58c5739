using Tinpot.Runtime;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>A source of output in a child whose lines are put together apart from all others.</summary>
internal sealed class ChildOutputWriter(ChildLog log, long writer) : IOutputWriter
{
    private readonly ChildText _text = new();

    public void Write(ReadOnlySpan<char> text) => _text.Send(text, endLine: false, (part, _) => log.Send(new WriterTextMessage(writer, part)));

    public void Dispose() => log.Send(new WriterClosedMessage(writer));
}
