using System.Text;
using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>Keeps the calls and entries of an execution.</summary>
internal sealed class RecordingSink(string id, string action = "", string arguments = "") : ICallSink
{
    private readonly Lock _lock = new();
    private readonly List<RecordingSink> _children = [];
    private string _end = "";

    public string CallId => id;

    public List<string> Entries { get; } = [];

    public void Write(OutputKind kind, ReadOnlySpan<char> text, bool endLine) => Entries.Add(text.ToString());

    public IOutputWriter Open(OutputKind kind) => throw new NotSupportedException("No test here starts a program.");

    public void Log(LogLevel level, string message, Exception? exception) => Entries.Add($"{level}: {message}");

    public void Report(double fraction, string? message) => Entries.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"progress {fraction}"));

    public Action<long> OnItem { get; set; } = static _ => { };

    public void Item(long index, ReadOnlySpan<byte> json)
    {
        Entries.Add($"item {index} {Encoding.UTF8.GetString(json)}");
        OnItem(index);
    }

    public ICallSink Start(string action, ReadOnlySpan<byte> arguments)
    {
        lock (_lock)
        {
            RecordingSink child = new($"{id}.{_children.Count + 1}", action, Encoding.UTF8.GetString(arguments));
            _children.Add(child);
            return child;
        }
    }

    public ICallSink Submit(string action, ReadOnlySpan<byte> arguments, Guid executionId)
    {
        Submitted.Add(executionId);
        return Start(action, arguments);
    }

    /// <summary>Ids of the calls that are executions of their own.</summary>
    public List<Guid> Submitted { get; } = [];

    public void Finish(in CallEnd end) => _end = end.Error is { } error ? "!" + error.GetType().Name : Encoding.UTF8.GetString(end.Result);

    public void Count(string action, long repeated, long failed, TimeSpan total)
    {
    }

    public string Describe(int depth = 0) => string.Join("\n", _children.Select(c =>
    {
        string nested = c.Describe(depth + 1);
        return $"{new string(' ', depth * 2)}{c.Name} -> {c._end}{(nested.Length > 0 ? "\n" : "")}{nested}";
    }));

    private string Name => $"{action} {arguments}";
}
