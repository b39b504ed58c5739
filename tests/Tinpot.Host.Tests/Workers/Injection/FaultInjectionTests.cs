using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>Every call of the store fails with every kind of exception, before and after it did what was asked.</summary>
public sealed class FaultInjectionTests
{
    private const int Lines = 40;

    private static readonly string[] Calls = ["Claim", "WaitForWork", "Renew", "WaitForCancelRequests", "Append", "Finish", "Release", "Reap"];

    [Theory]
    [InlineData(false, Isolation.InProcess)]
    [InlineData(false, Isolation.Process)]
    [InlineData(true, Isolation.InProcess)]
    [InlineData(true, Isolation.Process)]
    public async Task No_failure_of_the_store_loses_output_under_a_success_or_leaves_an_execution_running(bool redis, Isolation isolation)
    {
        await using InjectionHost host = await InjectionHost.StartAsync(redis, isolation);
        foreach (string call in Calls)
        {
            foreach ((string name, Func<Exception> make) in FaultKinds.All)
            {
                foreach (bool done in (bool[])[false, true])
                    await TryAsync(host, new StoreFault(call, name, make, done));
            }
        }

        host.Source.Fault = null;
        Assert.True(host.IsRunning);
        // Nothing is left behind: the next execution meets a host in which every loop works
        Guid last = await host.SubmitAsync("print_lines", $$"""{"count":{{Lines}},"width":40}""");
        Assert.Equal(ExecutionState.SUCCESS, (await host.EndOfAsync(last, "the last")).State);
        await Poll.UntilAsync(() => Task.FromResult(host.Loops.All.All(loop => loop.Failure is null)));
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
        Assert.Contains("How it ended could not be stored: This outcome cannot be stored.", end.Error.Message, StringComparison.Ordinal);
    }

    private static async Task TryAsync(InjectionHost host, StoreFault fault)
    {
        if (fault.Call == "Release")
            host.RefuseNext();
        host.Source.Fault = fault;
        Guid id = await host.SubmitAsync("print_lines", $$"""{"count":{{Lines}},"width":40}""");
        ExecutionRecord end = await host.EndOfAsync(id, fault.ToString());
        string[] lines = await host.LinesAsync(id);
        Assert.True(fault.Thrown > 0 || fault.Call is not ("Release" or "Append" or "Finish"), $"{fault} was not met.");
        if (end.State == ExecutionState.SUCCESS)
            Assert.True(lines.Length == Lines, $"{fault}: SUCCESS with {lines.Length} of {Lines} lines.");
        else
            Assert.True(end.Error is { Reason: FailureReason.Lost } error && error.Message.Contains("could not be stored", StringComparison.Ordinal), $"{fault}: {end.State} {end.Error}");
        // A failure that the store says is passing never costs an execution
        if (fault.Kind == "unavailable" || fault.Call is not ("Append" or "Finish"))
            Assert.True(end.State == ExecutionState.SUCCESS, $"{fault}: {end.State} {end.Error}");
    }
}
