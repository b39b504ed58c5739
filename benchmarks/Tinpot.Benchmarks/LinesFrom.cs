using BenchmarkDotNet.Loggers;

namespace Tinpot.Benchmarks;

/// <summary>Prints errors, and everything from a given line on; what comes before is how the figures were taken.</summary>
internal sealed class LinesFrom(string first) : ILogger
{
    private bool _open;

    public string Id => nameof(LinesFrom);

    public int Priority => 0;

    public void Write(LogKind logKind, string text)
    {
        if (_open || logKind is LogKind.Error)
            Console.Write(text);
    }

    public void WriteLine() => Write(LogKind.Default, Environment.NewLine);

    public void WriteLine(LogKind logKind, string text)
    {
        _open |= text.StartsWith(first, StringComparison.Ordinal);
        Write(logKind, text + Environment.NewLine);
    }

    public void Flush()
    {
    }
}
