using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions.Events;
using Tinpot.Runtime;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Log;

/// <summary>A log, what it hands on, and its clock.</summary>
internal sealed class TestLog : IDisposable
{
    public TestLog(Func<ExecutionLogOptions, ExecutionLogOptions>? options = null, params string[] secrets)
    {
        var defaults = new ExecutionLogOptions
        {
            First = new EventId(3, 2),
            Masker = new SecretMasker(secrets),
            Clock = Clock,
            OnLate = () => Late++,
        };
        Log = new ExecutionLog(options?.Invoke(defaults) ?? defaults, Sink);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero));

    public RecordingSink Sink { get; } = new();

    public ExecutionLog Log { get; }

    public CallLog Root => Log.Root;

    public int Late { get; private set; }

    public void Write(string text) => Root.Write(OutputKind.Output, text, endLine: false);

    public void WriteLine(string text) => Root.Write(OutputKind.Output, text, endLine: true);

    public async Task<RecordingSink> CompleteAsync()
    {
        await Log.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return Sink;
    }

    public void Dispose() => Log.Dispose();
}
