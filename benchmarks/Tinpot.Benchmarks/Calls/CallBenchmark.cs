using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Tinpot.Runtime;

namespace Tinpot.Benchmarks.Calls;

/// <summary>
/// A call of an action beside the call of an equal method: outside any execution, inside one whose calls are only counted
/// because there are so many, and inside one whose listener is told of each. A task is completed when it is returned.
/// </summary>
[MemoryDiagnoser, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class CallBenchmark
{
    // As many as one call records; those behind are counted
    private const int Calls = 1000;

    private readonly ExecutionRun _run = new()
    {
        Id = Guid.CreateVersion7(),
        RequestedBy = "benchmark",
        Cancellation = new ActionCancellation(CancellationToken.None, static () => StopReason.None),
    };

    private readonly SilentSink _sink = new();
    private ActionExecution _counted = null!;

    [GlobalSetup]
    public void Setup()
    {
        _counted = _run.Root(_sink);
        Run(_counted, Values);
    }

    [Benchmark(Baseline = true, Description = "bare", OperationsPerInvoke = Calls), BenchmarkCategory("void")]
    public int Nothings_bare()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            CallActions.BareNothing(i);
        return sum;
    }

    [Benchmark(Description = "outside", OperationsPerInvoke = Calls), BenchmarkCategory("void")]
    public int Nothings_outside() => Nothings();

    [Benchmark(Description = "inside, counted", OperationsPerInvoke = Calls), BenchmarkCategory("void")]
    public void Nothings_counted() => Run(_counted, Nothings);

    [Benchmark(Description = "inside, listened to", OperationsPerInvoke = Calls), BenchmarkCategory("void")]
    public void Nothings_recorded() => Run(_run.Root(_sink), Nothings);

    [Benchmark(Baseline = true, Description = "bare", OperationsPerInvoke = Calls), BenchmarkCategory("value")]
    public int Values_bare()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.BareValue(i);
        return sum;
    }

    [Benchmark(Description = "outside", OperationsPerInvoke = Calls), BenchmarkCategory("value")]
    public int Values_outside() => Values();

    [Benchmark(Description = "inside, counted", OperationsPerInvoke = Calls), BenchmarkCategory("value")]
    public void Values_counted() => Run(_counted, Values);

    [Benchmark(Description = "inside, listened to", OperationsPerInvoke = Calls), BenchmarkCategory("value")]
    public void Values_recorded() => Run(_run.Root(_sink), Values);

    [Benchmark(Baseline = true, Description = "bare", OperationsPerInvoke = Calls), BenchmarkCategory("Task")]
    public int Tasks_bare()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.BareLaterAsync(i).Result;
        return sum;
    }

    [Benchmark(Description = "outside", OperationsPerInvoke = Calls), BenchmarkCategory("Task")]
    public int Tasks_outside() => Tasks();

    [Benchmark(Description = "inside, counted", OperationsPerInvoke = Calls), BenchmarkCategory("Task")]
    public void Tasks_counted() => Run(_counted, Tasks);

    [Benchmark(Description = "inside, listened to", OperationsPerInvoke = Calls), BenchmarkCategory("Task")]
    public void Tasks_recorded() => Run(_run.Root(_sink), Tasks);

    [Benchmark(Baseline = true, Description = "bare", OperationsPerInvoke = Calls), BenchmarkCategory("ValueTask")]
    public int ValueTasks_bare()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.BareQuickAsync(i).Result;
        return sum;
    }

    [Benchmark(Description = "outside", OperationsPerInvoke = Calls), BenchmarkCategory("ValueTask")]
    public int ValueTasks_outside() => ValueTasks();

    [Benchmark(Description = "inside, counted", OperationsPerInvoke = Calls), BenchmarkCategory("ValueTask")]
    public void ValueTasks_counted() => Run(_counted, ValueTasks);

    [Benchmark(Description = "inside, listened to", OperationsPerInvoke = Calls), BenchmarkCategory("ValueTask")]
    public void ValueTasks_recorded() => Run(_run.Root(_sink), ValueTasks);

    private static int Nothings()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            CallActions.Nothing(i);
        return sum;
    }

    private static int Values()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.Value(i);
        return sum;
    }

    private static int Tasks()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.LaterAsync(i).Result;
        return sum;
    }

    private static int ValueTasks()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
            sum += CallActions.QuickAsync(i).Result;
        return sum;
    }

    private void Run(ActionExecution root, Func<int> calls) => _run.RunAsync(root, () =>
    {
        calls();
        return ValueTask.CompletedTask;
    }).GetAwaiter().GetResult();
}
