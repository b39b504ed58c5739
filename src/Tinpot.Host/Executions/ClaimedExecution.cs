using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>An execution a worker owns from now on. Its STARTED event is already stored as <c>&lt;fence&gt;-1</c>; the owner's events begin at sequence 2.</summary>
internal sealed record ClaimedExecution
{
    public required Lease Lease { get; init; }
    public required string Action { get; init; }
    public required string Queue { get; init; }
    public required string ContractHash { get; init; }
    /// <summary>UTF-8 JSON object, secrets masked.</summary>
    public required ReadOnlyMemory<byte> Arguments { get; init; }
    /// <summary>The encrypted secret values to put back into the arguments.</summary>
    public ReadOnlyMemory<byte>? Secrets { get; init; }
    public required Principal RequestedBy { get; init; }
    public required int Attempt { get; init; }
    /// <summary>New attempts that may follow the first.</summary>
    public int Retries { get; init; }
    /// <summary>How many processes died of it before: crashes of a child, and losses of a worker.</summary>
    public int Crashes { get; init; }
    /// <summary>How long it was PENDING before, by the clock of the store.</summary>
    public TimeSpan Waited { get; init; }
    /// <summary>Where the trace of the request goes on; null when it has none.</summary>
    public TraceContext? Trace { get; init; }
    /// <summary>Lines logged by earlier attempts; the next is this plus one.</summary>
    public long LinesBefore { get; init; }
    /// <summary>Bytes of events stored by earlier attempts; they count against the log limit.</summary>
    public long BytesBefore { get; init; }
    /// <summary>When it was asked for, at the earliest, as a timestamp of the local clock: its lease counts from then. 0 where leases do not run out.</summary>
    public long Asked { get; init; }
}
