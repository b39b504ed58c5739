using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Tinpot.Peers.Hangfire;

/// <summary>Tells when the end of a job is about to be stored.</summary>
public sealed class Ended : JobFilterAttribute, IApplyStateFilter
{
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.NewState.IsFinal)
            Jobs.End();
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }
}
