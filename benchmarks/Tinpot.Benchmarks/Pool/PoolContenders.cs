using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>The programs that run an action or a job that does nothing, all with the same concurrency, and the floors of their times.</summary>
internal sealed class PoolContenders : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly List<Contender> _warm = [];
    private readonly List<Contender> _cold = [];
    private readonly List<ProcessStart> _starts = [];

    /// <param name="native">The executables of Tinpot and of the smallest program, when they were published.</param>
    public PoolContenders(string folder, int concurrency, (string Load, string Hello)? native)
    {
        TinpotPrograms programs = new(folder, concurrency);
        Add(programs, "JIT", BuiltPrograms.Load, BuiltPrograms.Hello);
        if (native is { } published)
            Add(programs, "native", published.Load, published.Hello);
        Floor = Own(programs.Floor("floor: two commits, one round trip through pipes"));
        foreach ((string name, string system, int factor) in (ReadOnlySpan<(string, string, int)>)[("Quartz.NET in memory", "quartz", 20), ("Hangfire in memory", "hangfire", 4)])
        {
            string[] arguments = [system, concurrency.ToString(CultureInfo.InvariantCulture)];
            _warm.Add(Own(new Contender(name, new OwnedProcess(BuiltPrograms.Memory, arguments, folder, new Dictionary<string, string>())) { Factor = factor }));
        }

        Celery = Own(new CeleryPeer(Own(new RedisProcess(folder, "celery", appendOnly: false)), concurrency)).Callers;
        _warm.Add(Celery);
    }

    /// <summary>Those that are asked with each number of callers.</summary>
    public IReadOnlyList<Contender> Warm => _warm;

    /// <summary>Those that start a process for each execution.</summary>
    public IReadOnlyList<Contender> Cold => _cold;

    /// <summary>Asked with one caller.</summary>
    public Contender Floor { get; }

    public IReadOnlyList<ProcessStart> Starts => _starts;

    public Contender Celery { get; }

    public void Dispose()
    {
        foreach (IDisposable one in Enumerable.Reverse(_owned))
            one.Dispose();
    }

    private void Add(TinpotPrograms programs, string compiler, string program, string hello)
    {
        Contender inProcess = Own(programs.InProcess($"in-process, {compiler}", program));
        Contender pool = Own(programs.Pool($"pool, {compiler}", program, inProcess));
        _warm.AddRange(inProcess, pool);
        _cold.Add(Own(programs.Cold($"new child each, {compiler}", program, pool)));
        _starts.Add(new ProcessStart($"floor: hello world, {compiler}, from start to exit", hello));
    }

    private T Own<T>(T one) where T : IDisposable
    {
        _owned.Add(one);
        return one;
    }
}
