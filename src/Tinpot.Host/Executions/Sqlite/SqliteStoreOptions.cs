namespace Tinpot.Executions.Sqlite;

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

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
