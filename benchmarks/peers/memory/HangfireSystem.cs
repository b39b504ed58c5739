using Hangfire;

namespace Tinpot.Peers.Memory;

/// <summary>Hangfire with its storage in memory.</summary>
internal sealed class HangfireSystem : IJobSystem
{
    private readonly BackgroundJobClient _client;
    private readonly BackgroundJobServer _server;

    public HangfireSystem(int concurrency)
    {
        // No intervals are set. Workers of this storage wait for a signal and do not poll; the intervals of the server are only for
        // delayed and recurring jobs. Ended jobs are kept as long as by default.
        GlobalConfiguration.Configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage();
        _client = new BackgroundJobClient();
        _server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = concurrency });
    }

    public ValueTask SubmitAsync(long id)
    {
        _client.Enqueue(() => Waiting.Complete(id));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}
