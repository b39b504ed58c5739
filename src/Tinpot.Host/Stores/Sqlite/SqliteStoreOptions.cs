using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Platform;
using Tinpot.Stores.Sqlite.Writing;

namespace Tinpot.Stores.Sqlite;

/// <summary>What the embedded store needs to know.</summary>
internal sealed record SqliteStoreOptions
{
    /// <summary>The data folder; created when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Days that a finished execution is kept.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Finished executions kept; the oldest beyond go.</summary>
    public int RetentionCount { get; init; } = 10_000;

    /// <summary>Executions that may wait in one queue.</summary>
    public int QueueLimit { get; init; } = 100_000;

    public TimeProvider TimeProvider { get; init; } = SystemClock.Instance;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Where its loops are known to the health and readiness checks.</summary>
    public SupervisedLoops Loops { get; init; } = new(SystemClock.Instance, error => error is StoreUnavailableException);

    /// <summary>What is written with each change of state beside the wake-ups of this process.</summary>
    public Func<StatementSet, IReadOnlyList<ITransitionEffect>> Effects { get; init; } = static _ => [];

    /// <summary>Gets the kind of each record that cannot be read, once: <c>execution</c> or <c>event</c>.</summary>
    public Action<string> OnUnreadable { get; init; } = static _ => { };
}
