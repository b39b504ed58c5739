namespace Tinpot.Executions;

/// <summary>The execution has another owner by now, has ended, or is gone; the caller must stop writing to it.</summary>
internal sealed class OwnershipLostException(Lease lease)
    : Exception($"Execution {lease.ExecutionId} is no longer owned under fence {lease.Fence}.")
{
    public Lease Lease { get; } = lease;
}
