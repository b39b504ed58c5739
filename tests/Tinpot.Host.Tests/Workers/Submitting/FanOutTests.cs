using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Workers.Submitting;

/// <summary>Executions that submit others and wait for them, in this process and in children.</summary>
public sealed partial class FanOutTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_submitted_action_is_an_execution_of_its_own(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        Guid id = await host.SubmitAsync("double_elsewhere", """{"number":4}""", priority: 2);
        Assert.Equal("9", Result(await host.EndOfAsync(id)));

        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(id, 1));
        Assert.Equal(("double", ExecutionState.SUCCESS, "8", "action", 2), (submitted.Action, submitted.State, Result(submitted), submitted.RequestedVia, submitted.Priority));
        Assert.Equal((FanOutHarness.Asker.Id, (Guid?)id, (Guid?)id), (submitted.RequestedBy.Id, submitted.ParentId, submitted.RootId));
        Assert.Contains("doubles 4", await host.EventsAsync(submitted.Id), StringComparison.Ordinal);
        string calls = await host.EventsAsync(id);
        Assert.DoesNotContain("doubles 4", calls, StringComparison.Ordinal);
        Assert.Contains($"\"execution_id\":\"{submitted.Id}\",\"parameters\":{{\"number\":4}}", calls, StringComparison.Ordinal);
        Assert.Contains("\"phase\":\"finished\"", calls, StringComparison.Ordinal);
        Assert.Equal("\"somebody 1\"", Result(await host.RunAsync("ask_who")));
    }

    /// <summary>With its slot a parent would wait forever: there is only one.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Who_waits_gives_its_slot_back(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren, new TinpotOptions { Concurrency = 1 });
        Assert.Equal("5", Result(await host.RunAsync("nest", """{"depth":5}""")));
        Guid top = await host.SubmitAsync("nest", """{"depth":2}""");
        await host.EndOfAsync(top);
        ExecutionRecord middle = Assert.Single(await host.SubmittedByAsync(top, 1));
        ExecutionRecord bottom = Assert.Single(await host.SubmittedByAsync(middle.Id, 1));
        Assert.Equal((top, middle.Id), (bottom.RootId!.Value, bottom.ParentId!.Value));
        Assert.Equal(0, host.Runs.Waiting);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Many_run_at_once_and_all_their_results_come(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        Assert.Equal("2450", Result(await host.RunAsync("double_all", """{"count":50}""")));
        Assert.Equal(0, host.Runs.Waiting);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_failure_is_told_with_its_execution(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        ExecutionRecord parent = await host.RunAsync("tell_failure", """{"message":"boom"}""");
        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(parent.Id, 1));
        Assert.Equal($"\"{submitted.Id} fail FAILURE exception System.InvalidOperationException: boom\"", Result(parent));
        Assert.Contains("\"state\":\"FAILURE\"", await host.EventsAsync(parent.Id), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_cancelled_by_itself_fails_its_parent(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        Guid id = await host.SubmitAsync("wait_elsewhere");
        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(id, 1));
        await host.Client.CancelAsync(submitted.Id, FanOutHarness.Asker, CancellationToken.None);
        ExecutionRecord parent = await host.EndOfAsync(id);
        Assert.Equal((ExecutionState.FAILURE, "Tinpot.ActionFailedException"), (parent.State, parent.Error!.Type));
        Assert.Contains("(cancelled): It was cancelled by somebody.", parent.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_only_start_after_its_caller_is_refused()
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren: false);
        Assert.Equal("\"bottom\"", Result(await host.RunAsync("nest_in_place", """{"place":"a","depth":1}""")));
        Assert.Equal(
            "refused: 'nest_in_place' needs a concurrency slot of 'nest_in_place' for \"a\", but the executions that wait for it hold all 2 slots, so none of them would ever end. "
            + "Call the action instead of submitting it, or remove the limit from one of them.",
            JsonSerializer.Deserialize<string>(Result(await host.RunAsync("nest_in_place", """{"place":"a","depth":2}"""))!));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_chain_of_submissions_has_an_end(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren, new TinpotOptions { Concurrency = 2, ParkedLimit = 100 });
        Assert.Equal("31", Result(await host.RunAsync("nest", """{"depth":31}""")));
        ExecutionRecord refused = await host.RunAsync("nest", """{"depth":32}""");
        Assert.Equal(ExecutionState.FAILURE, refused.State);
        Assert.Contains("32 executions already form a chain", refused.Error!.Message, StringComparison.Ordinal);
    }

    /// <summary>A child chooses the ids of what it submits.</summary>
    [Fact]
    public async Task The_id_of_another_execution_is_refused_and_left_alone()
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren: false);
        Guid foreign = await host.SubmitAsync("wait_elsewhere");
        ExecutionRecord waits = Assert.Single(await host.SubmittedByAsync(foreign, 1));
        await host.UntilPrintedAsync(waits.Id);
        Guid stranger = Guid.CreateVersion7();
        foreach (Guid id in (Guid[])[foreign, waits.Id])
        {
            SubmissionResult result = await host.FanOut.SubmitAsync(
                "fail", new SubmissionRequest { Id = id, By = FanOutHarness.Asker, Via = "action", ParentId = stranger, RootId = stranger }, CancellationToken.None);
            Assert.Equal(new SubmissionResult.ForeignId(id), result);
            await host.FanOut.CancelAsync(id, stranger, FanOutHarness.Asker);
            Assert.Equal((ExecutionState.STARTED, false), (await host.FanOut.FindAsync(id, CancellationToken.None)) is { } record ? (record.State, record.CancelRequested) : default);
        }

        await host.FanOut.CancelAsync(waits.Id, foreign, FanOutHarness.Asker);
        Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(waits.Id)).State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_does_not_fit_is_refused_and_not_stored(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        ExecutionRecord parent = await host.RunAsync("tell_refusal", """{"number":1001}""");
        Assert.Matches("^\"- refused: The parameters of .*double.* are invalid: number", Result(parent)!);
        parent = await host.RunAsync("tell_refusal", """{"number":1,"padding":7000000}""");
        Assert.StartsWith("\"- refused: Its arguments are 70000", Result(parent), StringComparison.Ordinal);
        Assert.Empty(await host.SubmittedByAsync(parent.Id, 0));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cancel_reaches_what_was_submitted(bool inChildren)
    {
        // One runs, two wait
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren, new TinpotOptions { Concurrency = 1 });
        Guid id = await host.SubmitAsync("wait_elsewhere", """{"count":3,"stubborn":true}""");
        IReadOnlyList<ExecutionRecord> submitted = await host.SubmittedByAsync(id, 3);
        await host.UntilAsync(submitted[0].Id, record => record.State == ExecutionState.STARTED);
        var boss = new Principal("test:boss", "boss", "test", []);
        await host.Client.CancelAsync(id, boss, CancellationToken.None);

        Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(id)).State);
        Assert.Contains("was cancelled", await host.EventsAsync(id), StringComparison.Ordinal);
        foreach (ExecutionRecord one in submitted)
        {
            ExecutionRecord end = await host.EndOfAsync(one.Id);
            Assert.Equal((ExecutionState.REVOKED, "boss"), (end.State, end.CancelledBy?.Name));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_timeout_reaches_what_was_submitted(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        Guid id = await host.SubmitAsync("wait_elsewhere");
        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(id, 1));
        await host.UntilPrintedAsync(submitted.Id);
        host.Runs.All.Single(run => run.Lease.ExecutionId == id).Stop.Stop(StopReason.Timeout);
        Assert.Equal(FailureReason.Timeout, (await host.EndOfAsync(id)).Error!.Reason);
        Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(submitted.Id)).State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_nobody_waited_for_ends_with_its_parent(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        ExecutionRecord parent = await host.RunAsync("forget");
        Assert.Equal("\"done\"", Result(parent));
        Assert.Contains("It ended without waiting for 1 execution that it had submitted", await host.EventsAsync(parent.Id), StringComparison.Ordinal);
        foreach (ExecutionRecord submitted in await host.SubmittedByAsync(parent.Id, 0))
            Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(submitted.Id)).State);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Secrets_stay_secret_on_their_way(bool inChildren)
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren);
        ExecutionRecord parent = await host.RunAsync("pass_secret", """{"password":"hunter2hunter2"}""");
        Assert.Equal("\"14 characters: ***\"", Result(parent));
        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(parent.Id, 1));
        Assert.Equal("""{"password":"***"}""", Encoding.UTF8.GetString(submitted.Arguments.Span));
        string all = await host.EventsAsync(parent.Id) + await host.EventsAsync(submitted.Id);
        Assert.Contains("the password is ***", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);
    }

    /// <summary>Beyond the limit who waits keeps its slot; what it waits for runs when another goes.</summary>
    [Fact]
    public async Task More_than_the_limit_keep_their_slots()
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren: false, new TinpotOptions { Concurrency = 2, ParkedLimit = 0 });
        Guid first = await host.SubmitAsync("wait_elsewhere");
        Guid second = await host.SubmitAsync("wait_elsewhere");
        ExecutionRecord[] submitted = [.. await host.SubmittedByAsync(first, 1), .. await host.SubmittedByAsync(second, 1)];
        Assert.Equal((2, 0), (host.Runs.Waiting, host.Runs.Free));
        Assert.All(submitted, one => Assert.Equal(ExecutionState.PENDING, one.State));
        await host.Client.CancelAsync(first, FanOutHarness.Asker, CancellationToken.None);
        await host.UntilAsync(submitted[1].Id, record => record.State == ExecutionState.STARTED);
        await host.Client.CancelAsync(second, FanOutHarness.Asker, CancellationToken.None);
        await host.EndOfAsync(second);
    }

    [Fact]
    public async Task A_child_that_dies_takes_what_it_waits_for_along()
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren: true);
        Guid id = await host.SubmitAsync("wait_elsewhere");
        ExecutionRecord submitted = Assert.Single(await host.SubmittedByAsync(id, 1));
        await host.UntilPrintedAsync(submitted.Id);
        string process = ProcessLine().Match(await host.EventsAsync(id)).Groups[1].Value;
        Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture)).Kill();
        Assert.Equal(FailureReason.Crash, (await host.EndOfAsync(id)).Error!.Reason);
        Assert.Equal(ExecutionState.REVOKED, (await host.EndOfAsync(submitted.Id)).State);
    }

    /// <summary>The result of what another asked for is not given away, whatever id a child asks for.</summary>
    [Fact]
    public async Task An_id_of_another_execution_is_refused()
    {
        await using FanOutHarness host = await FanOutHarness.StartAsync(inChildren: false);
        ExecutionRecord other = await host.RunAsync("double", """{"number":3}""");
        using var stop = new Tinpot.Workers.Stopping.StopSignal();
        var claimed = new ClaimedExecution
        {
            Lease = new Lease(Guid.CreateVersion7(), 1),
            Action = "double_elsewhere",
            Queue = "default",
            ContractHash = "",
            Arguments = "{}"u8.ToArray(),
            RequestedBy = FanOutHarness.Asker,
            Attempt = 1,
        };
        ActionFailedException error = await Assert.ThrowsAsync<ActionFailedException>(
            () => host.FanOut.Open(claimed, stop).RunAsync(other.Id, "double", """{"number":3}"""u8.ToArray()));
        Assert.Equal("refused", error.Reason);
    }

    private static string? Result(ExecutionRecord record)
    {
        Assert.True(record.State == ExecutionState.SUCCESS, $"{record.State}: {record.Error?.Message}");
        return record.Result is { } json ? Encoding.UTF8.GetString(json.Span) : null;
    }

    [GeneratedRegex(@"process (\d+)")]
    private static partial Regex ProcessLine();
}
