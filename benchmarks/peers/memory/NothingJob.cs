using Quartz;

namespace Tinpot.Peers.Memory;

public sealed class NothingJob : IJob<long>
{
    public ValueTask Execute(IJobExecutionContext context, long id, CancellationToken cancellationToken = default)
    {
        Waiting.Complete(id);
        return ValueTask.CompletedTask;
    }
}
