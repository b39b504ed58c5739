using System.Text;
using Tinpot.Runtime;

namespace Tinpot.Workers.Output;

/// <summary>Writes to the log of the current call, or to the original writer outside an execution.</summary>
/// <remarks>
/// <see cref="Console"/> wraps every writer in one that holds a monitor while it writes. A log whose store is slow makes its
/// writers wait, and with that monitor held it would make all other executions and the host wait too. So the monitor is
/// released while the log takes the text; the log has its own.
/// </remarks>
/// <param name="wrapper">The writer that <see cref="Console"/> made of this one.</param>
internal sealed class RedirectedWriter(OutputKind kind, TextWriter original, Func<TextWriter> wrapper) : TextWriter
{
    public override Encoding Encoding => original.Encoding;

    public override void Write(char value) => Put([value], endLine: false);

    public override void Write(string? value) => Put(value, endLine: false);

    public override void Write(char[] buffer, int index, int count) => Put(buffer.AsSpan(index, count), endLine: false);

    public override void Write(ReadOnlySpan<char> buffer) => Put(buffer, endLine: false);

    public override void WriteLine() => Put(default, endLine: true);

    public override void WriteLine(char value) => Put([value], endLine: true);

    public override void WriteLine(string? value) => Put(value, endLine: true);

    public override void WriteLine(char[] buffer, int index, int count) => Put(buffer.AsSpan(index, count), endLine: true);

    public override void WriteLine(ReadOnlySpan<char> buffer) => Put(buffer, endLine: true);

    public override void Flush()
    {
        if (ActionExecution.Current is null)
            original.Flush();
    }

    private void Put(ReadOnlySpan<char> text, bool endLine)
    {
        if (ActionExecution.Current is { } execution)
            PutInLog(execution.Sink, text, endLine);
        else if (endLine)
            original.WriteLine(text);
        else
            original.Write(text);
    }

    private void PutInLog(ICallSink sink, ReadOnlySpan<char> text, bool endLine)
    {
        TextWriter held = wrapper();
        if (!Monitor.IsEntered(held))
        {
            sink.Write(kind, text, endLine);
            return;
        }

        Monitor.Exit(held);
        try
        {
            sink.Write(kind, text, endLine);
        }
        finally
        {
            Monitor.Enter(held);
        }
    }
}
