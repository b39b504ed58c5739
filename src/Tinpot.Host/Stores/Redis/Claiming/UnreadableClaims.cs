using System.Collections.Concurrent;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Stores.Redis.Claiming;

/// <summary>What was claimed, cannot be read, and has not been ended yet.</summary>
/// <param name="report">Gets kind, name and reason of each.</param>
/// <param name="end">Stores an end.</param>
internal sealed class UnreadableClaims(Action<string, string, string> report, Func<FinishReport, Task> end)
{
    private readonly ConcurrentQueue<FinishReport> _waiting = [];

    public void Add(Lease lease, Exception damaged)
    {
        report("execution", lease.ExecutionId.ToString("N"), Unreadable.Reason(damaged));
        _waiting.Enqueue(new FinishReport(lease, LostExecutionPolicy.UnreadableOf(damaged)));
    }

    /// <param name="later">Leaves it to the next call when the server cannot be asked.</param>
    public async Task EndAsync(bool later = false)
    {
        while (_waiting.TryDequeue(out FinishReport? one))
        {
            try
            {
                await end(one).ConfigureAwait(false);
            }
            catch (OwnershipLostException)
            {
                // Somebody else has it now, and will find the same
            }
            catch (Exception error)
            {
                _waiting.Enqueue(one);
                if (later && error is StoreUnavailableException)
                    return;
                throw;
            }
        }
    }
}
