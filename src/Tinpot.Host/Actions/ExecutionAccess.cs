using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Actions;

/// <summary>Reads and cancels executions for somebody who may have to be refused. The store itself refuses nobody.</summary>
internal sealed class ExecutionAccess(IExecutionClient executions, IAuthorization authorization)
{
    /// <summary>The execution, for a caller who wants to see it or to read what it prints.</summary>
    /// <returns>null when there is none.</returns>
    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    public async Task<ExecutionRecord?> FindAsync(Guid id, Principal caller, Permission permission, CancellationToken cancellation)
    {
        ExecutionRecord? record = await executions.FindAsync(id, cancellation).ConfigureAwait(false);
        if (record is not null)
            authorization.Decide(caller, permission, ScopeOf(record)).ThrowIfDenied();
        return record;
    }

    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    public async Task<CancelOutcome> CancelAsync(Guid id, Principal caller, CancellationToken cancellation)
    {
        authorization.Decide(caller, Permission.Cancel, await ScopeAsync(id, cancellation).ConfigureAwait(false)).ThrowIfDenied();
        return await executions.CancelAsync(id, caller, cancellation).ConfigureAwait(false);
    }

    /// <remarks>An execution whose record cannot be read must still be stopped, by those who may stop all.</remarks>
    private async Task<ResourceScope?> ScopeAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await executions.FindAsync(id, cancellation).ConfigureAwait(false) is { } record ? ScopeOf(record) : null;
        }
        catch (UnreadableRecordException)
        {
            return null;
        }
    }

    private static ResourceScope ScopeOf(ExecutionRecord record) => new(record.Action, record.Group) { RequestedBy = record.RequestedBy };
}
