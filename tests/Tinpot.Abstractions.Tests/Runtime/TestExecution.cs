using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

/// <summary>Runs code inside an execution, and keeps what it records.</summary>
internal sealed class TestExecution : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _records = [];
    private StopReason _reason;

    public IReadOnlyList<string> Records => _records;

    /// <summary>Whether something was recorded, which may be going on.</summary>
    public bool Has(string text) => RecordedCall.Any(_records, record => record.Contains(text, StringComparison.Ordinal));

    public TimeSpan ProgramGrace { get; init; } = TimeSpan.FromSeconds(30);

    public bool SignalsPrograms { get; init; }

    /// <summary>How long each piece of output takes.</summary>
    public TimeSpan OutputPause { get; init; }

    /// <summary>Runs what is submitted.</summary>
    public ISubmitter? Submitter { get; init; }

    public async Task RunAsync(Func<Task> code)
    {
        var run = new ExecutionRun
        {
            Id = Guid.CreateVersion7(),
            RequestedBy = "somebody",
            Cancellation = new ActionCancellation(_stop.Token, () => _reason),
            Levels = NullLogger.Instance,
            ProgramGrace = ProgramGrace,
            SignalsPrograms = SignalsPrograms,
            Submitter = Submitter,
        };
        await run.RunAsync(run.Root(new RecordedCall("0", _records, OutputPause)), async () => await code());
    }

    public Task RunAsync(Action code) => RunAsync(() =>
    {
        code();
        return Task.CompletedTask;
    });

    public void Stop(StopReason reason)
    {
        _reason = reason;
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
