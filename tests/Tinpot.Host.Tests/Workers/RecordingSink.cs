using System.Text;
using System.Text.Json;
using Tinpot.Executions.Events;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers;

/// <summary>Keeps the batches it is given, as a store would, and can be held up like one.</summary>
internal sealed class RecordingSink : IEventSink
{
    private readonly Lock _lock = new();
    private readonly List<EventBatch> _batches = [];
    private TaskCompletionSource? _held;

    public IReadOnlyList<EventBatch> Batches
    {
        get
        {
            lock (_lock)
                return [.. _batches];
        }
    }

    public IReadOnlyList<JsonElement> Events =>
        [.. Batches.SelectMany(batch => Lines(batch).Select(line => JsonDocument.Parse(line).RootElement.Clone()))];

    public IReadOnlyList<JsonElement> Logs => Of("log");

    public IReadOnlyList<JsonElement> Calls => Of("call");

    public IEnumerable<string> Messages => Logs.Select(log => log.GetProperty("message").GetString()!);

    public Exception? Fault { get; set; }

    public IReadOnlyList<JsonElement> Of(string type) =>
        [.. Events.Where(item => item.GetProperty("type").GetString() == type).Select(item => item.GetProperty("data"))];

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        TaskCompletionSource? held = _held;
        _held = null;
        held?.SetResult();
    }

    public async ValueTask WriteAsync(EventBatch batch, CancellationToken cancellation)
    {
        if (Fault is { } fault)
            throw fault;
        lock (_lock)
            _batches.Add(batch);
        if (_held is { } held)
            await held.Task;
    }

    /// <summary>Waits until something is so, and says what there was when it did not become so.</summary>
    public async Task UntilAsync(Func<RecordingSink, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition(this))
        {
            Assert.False(deadline.IsCancellationRequested, string.Join('\n', Batches.SelectMany(Lines)));
            await Task.Delay(5);
        }
    }

    private static string[] Lines(EventBatch batch)
    {
        string text = Encoding.UTF8.GetString(batch.Payload.Span);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string[] lines = text[..^1].Split('\n');
        Assert.Equal(batch.Count, lines.Length);
        return lines;
    }
}
