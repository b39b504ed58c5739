using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Benchmarks.Calls;

/// <summary>Listens to every call and keeps nothing: what is left is what a call costs before anybody stores it.</summary>
internal sealed class SilentSink : ICallSink, IOutputWriter
{
    public string CallId => "0";

    public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine)
    {
    }

    public void Write(ReadOnlySpan<char> text)
    {
    }

    public IOutputWriter Open(OutputKind kind) => this;

    public void Log(LogLevel level, string message, Exception? exception)
    {
    }

    public void Report(double fraction, string? message)
    {
    }

    public void Item(long index, ReadOnlySpan<byte> json)
    {
    }

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments) => this;

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId) => this;

    public void Finish(in CallEnd end)
    {
    }

    public void Count(string action, long repeated, long failed, TimeSpan total)
    {
    }

    public void Dispose()
    {
    }
}
