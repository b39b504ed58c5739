using Quartz;

namespace Tinpot.Peers.Memory;

/// <summary>Quartz.NET with its storage in memory, and a durable job that is triggered with its input for each call.</summary>
internal sealed class QuartzSystem : IJobSystem
{
    private static readonly JobKey Nothing = new("nothing");

    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _scheduler;

    private QuartzSystem(StandaloneSchedulerFactory factory, IScheduler scheduler)
    {
        _factory = factory;
        _scheduler = scheduler;
    }

    public static async Task<QuartzSystem> StartAsync(int concurrency)
    {
        // A new trigger wakes the scheduler; IdleWaitTime and the size of batches are those that Quartz.NET chooses for this store
        StandaloneSchedulerFactory factory = QuartzSchedulerBuilder
            .Create(quartz => quartz
                .UseDefaultThreadPool(concurrency)
                .UseInMemoryStore()
                .AddJob<NothingJob>(static job => job.WithIdentity(Nothing).StoreDurably()))
            .Build();
        IScheduler scheduler = await factory.GetScheduler();
        await scheduler.Start();
        return new QuartzSystem(factory, scheduler);
    }

    public async ValueTask SubmitAsync(long id) => await _scheduler.TriggerJob(Nothing, id);

    public ValueTask DisposeAsync() => _factory.DisposeAsync();
}
