namespace Tinpot.Executions;

/// <summary>The right to write to an execution until another owner has a higher fence.</summary>
internal readonly record struct Lease(Guid ExecutionId, long Fence);

/// <param name="CancelRequested">Somebody asked for a cancel.</param>
/// <param name="Lost">The execution has another owner, or is gone: stop and write nothing more.</param>
internal readonly record struct LeaseStatus(Lease Lease, bool CancelRequested, bool Lost);
