using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Every call of the store fails with every kind of exception, before and after it did what was asked.</summary>
public sealed class FaultInjectionTests
{
    private const int Lines = 40;

    public static TheoryData<bool, Isolation> Hosts => new()
    {
        { false, Isolation.InProcess }, { false, Isolation.Process }, { true, Isolation.InProcess }, { true, Isolation.Process },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task No_failure_of_the_store_loses_output_under_a_success_or_leaves_an_execution_running(bool redis, Isolation isolation)
    {
        await using InjectionHost host = await InjectionHost.StartAsync(redis, isolation);
        foreach (StoreFault fault in Faults("Reap"))
            host.Source.Later.Enqueue(fault);
        foreach (StoreFault fault in Faults("Claim", "WaitForWork", "Append", "Finish", "Release"))
            await TryAsync(host, fault);

        // It looks for lost work by itself, now and then
        await Eventually.TrueAsync(() => Task.FromResult(host.Source.Later.IsEmpty));
        await AssertSoundAsync(host);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task No_failure_of_the_store_keeps_a_cancel_or_a_renewal_from_what_runs(bool redis, Isolation isolation)
    {
        await using InjectionHost host = await InjectionHost.StartAsync(redis, isolation);
        using var gate = new TestGate();
        Guid held = await host.SubmitAsync("hold_until_file", gate.Arguments);
        foreach (StoreFault fault in Faults("Renew", "WaitForCancelRequests"))
        {
            Guid id = await host.SubmitAsync("hold_until_file", gate.Arguments);
            await host.UntilAsync(id, record => record.State == ExecutionState.STARTED, fault.ToString());
            host.Source.Fault = fault;
            // Asked again, as a request may be lost with the call that was to bring it
            await Eventually.TrueAsync(async () =>
            {
                await host.Store.CancelAsync(id);
                await Task.Delay(20);
                return fault.Thrown > 0 && ExecutionTransitions.IsTerminal((await host.Store.FindAsync(id)).State);
            });
            Assert.Equal((fault.ToString(), ExecutionState.REVOKED), (fault.ToString(), (await host.Store.FindAsync(id)).State));
        }

        gate.Open();
        Assert.Equal(ExecutionState.SUCCESS, (await host.EndOfAsync(held, "the one that was held")).State);
        await AssertSoundAsync(host);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outcome_that_the_store_never_takes_is_stored_as_a_failure_that_says_so(bool redis)
    {
        await using InjectionHost host = await InjectionHost.StartAsync(redis, Isolation.InProcess);
        host.Source.Rejects = outcome => outcome.State == ExecutionState.SUCCESS;

        Guid id = await host.SubmitAsync("print_lines", """{"count":1,"width":10}""");

        ExecutionRecord end = await host.EndOfAsync(id, "rejected");
        Assert.Equal((ExecutionState.FAILURE, FailureReason.Lost), (end.State, end.Error!.Reason));
        Assert.Contains("The result could not be stored: This outcome cannot be stored.", end.Error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<StoreFault> Faults(params string[] calls) =>
        from call in calls
        from kind in FaultKinds.All
        from done in (bool[])[false, true]
        select new StoreFault(call, kind.Name, kind.Make, done);

    /// <summary>Runs executions until the failure has happened: a loop that was woken otherwise does not make every call each time.</summary>
    private static async Task TryAsync(InjectionHost host, StoreFault fault)
    {
        host.Source.Fault = fault;
        for (int run = 0; run == 0 || fault.Thrown == 0; run++)
        {
            Assert.True(run < 20, $"{fault} was never thrown.");
            await RunUnderAsync(host, fault);
        }
    }

    private static async Task RunUnderAsync(InjectionHost host, StoreFault fault)
    {
        if (fault.Call == "Release")
            host.RefuseNext();
        // The last few events are stored with the end
        int width = fault.Call == "Append" ? 4_000 : 40;
        Guid id = await host.SubmitAsync("print_lines", $$"""{"count":{{Lines}},"width":{{width}}}""");
        ExecutionRecord end = await host.EndOfAsync(id, fault.ToString());
        string[] lines = await host.LinesAsync(id);
        if (end.State == ExecutionState.SUCCESS)
            Assert.True(lines.Length == Lines, $"{fault}: SUCCESS with {lines.Length} of {Lines} lines.");
        else
            Assert.True(end.Error is { Reason: FailureReason.Lost } error && error.Message.Contains("could not be stored", StringComparison.Ordinal), $"{fault}: {end.State} {end.Error}");
        // A failure that the store says is passing never costs an execution
        if (fault.Kind == "unavailable" || fault.Call is not ("Append" or "Finish"))
            Assert.True(end.State == ExecutionState.SUCCESS, $"{fault}: {end.State} {end.Error}");
    }

    /// <summary>Nothing is left behind: the next execution meets a host in which every loop works.</summary>
    private static async Task AssertSoundAsync(InjectionHost host)
    {
        host.Source.Fault = null;
        Assert.True(host.IsRunning);
        Guid last = await host.SubmitAsync("print_lines", $$"""{"count":{{Lines}},"width":40}""");
        Assert.Equal(ExecutionState.SUCCESS, (await host.EndOfAsync(last, "the last")).State);
        await Eventually.TrueAsync(() => Task.FromResult(host.Loops.All.All(loop => loop.Failure is null)));
    }

    /// <summary>A file that lets go what waits for it.</summary>
    private sealed class TestGate : IDisposable
    {
        private readonly string _path = Path.Combine(Path.GetTempPath(), $"tinpot-gate-{Guid.NewGuid():n}");

        public string Arguments => $$"""{"path":"{{_path}}"}""";

        public void Open() => File.WriteAllText(_path, "");

        public void Dispose() => File.Delete(_path);
    }
}
