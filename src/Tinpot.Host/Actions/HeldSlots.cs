using System.Text.Json;
using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Platform.Json;

namespace Tinpot.Actions;

/// <summary>The concurrency slots of the executions that wait for another one. They keep them until it has ended.</summary>
internal sealed class HeldSlots(IActionCatalog catalog, IExecutionClient executions)
{
    /// <returns>A limit under which they hold all slots, so that the execution could never start; null = there is none.</returns>
    /// <param name="wanted">What it must have to start.</param>
    /// <param name="parent">Who submits it and waits; and who waits for that, and so on.</param>
    public async Task<ExecutionLimit?> BlockerAsync(LimitSet wanted, Guid parent, CancellationToken cancellation)
    {
        var held = new LimitTally();
        for (Guid? id = parent; id is { } waiting;)
        {
            if (await executions.FindAsync(waiting, cancellation).ConfigureAwait(false) is not { State: ExecutionState.STARTED } record)
                break;
            // Of an action that this program does not have, or not in that version, nothing is known
            if (catalog.Find(record.Action) is { } action && action.ContractHash == record.ContractHash)
            {
                using JsonDocument arguments = JsonInput.Parse(record.Arguments, JsonLimits.Document);
                if (ConcurrencyPlan.Of(catalog, action, arguments.RootElement) is { } slots)
                    held.Count(slots, 1);
            }

            id = record.ParentId;
        }

        return wanted.Limits.FirstOrDefault(limit => !held.HasRoom(limit));
    }
}
