using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>Programs that submit work that does nothing, take it, and end it; each on a Redis of its own.</summary>
internal sealed class LineContenders : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public LineContenders(string folder)
    {
        string peers = Path.Combine(Repository.Root, "benchmarks", "peers");
        Tinpot = Add(folder, "Tinpot store", BuiltPrograms.Load, ["lifecycle"], folder);
        BullMq = Add(folder, "BullMQ", "node", ["load.js"], Path.Combine(peers, "bullmq"));
        Hangfire = Add(folder, "Hangfire", BuiltPrograms.Hangfire, [], folder);
        Floor = Add(folder, "floor: one script, one notification, one script", BuiltPrograms.Load, ["store-floor"], folder);
        Celery = Own(new CeleryPeer(Own(new RedisProcess(folder, "celery")))).Callers;
    }

    public Contender Tinpot { get; }

    public Contender BullMq { get; }

    public Contender Hangfire { get; }

    public Contender Celery { get; }

    /// <summary>The steps that every one of them must do on Redis; asked for one execution at a time.</summary>
    public Contender Floor { get; }

    public IReadOnlyList<Contender> All => [Tinpot, BullMq, Hangfire, Celery];

    public void Dispose()
    {
        foreach (IDisposable one in Enumerable.Reverse(_owned))
            one.Dispose();
    }

    private Contender Add(string folder, string name, string program, string[] arguments, string working)
    {
        RedisProcess redis = Own(new RedisProcess(folder, name.Split(':')[0].Replace(' ', '-')));
        return Own(new Contender(name, new OwnedProcess(program, arguments, working, redis.Environment)));
    }

    private T Own<T>(T one) where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
