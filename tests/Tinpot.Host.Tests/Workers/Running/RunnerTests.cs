using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Runtime;
using Tinpot.Security;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Output;
using Tinpot.Workers.Running;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Running;

public sealed class RunnerTests
{
    private readonly RecordingSink _sink = new();
    private readonly StopSignal _stop = new();
    private readonly RecordingLogger<ActionRunner> _logger = new();

    static RunnerTests() => ConsoleRedirect.Install();

    [Fact]
    public async Task A_result_is_success_and_its_output_came_before()
    {
        var outcome = await RunAsync(invocation =>
        {
            Console.WriteLine("out");
            Console.Error.WriteLine("err");
            invocation.Result.WriteStringValue("done");
            return default;
        });

        Assert.Equal((ExecutionState.SUCCESS, "\"done\"", null), (outcome.State, Text(outcome.Result), outcome.Error));
        Assert.Equal(["INFO out stdout", "WARNING err stderr"], Shown());
        Assert.Equal(new global::Tinpot.Executions.Events.EventId(7, 2), _sink.Batches[0].First);
    }

    [Fact]
    public async Task Nothing_written_is_no_result() => Assert.Null((await RunAsync(_ => default)).Result);

    [Fact]
    public async Task An_exception_is_a_failure_with_type_message_stack_and_one_error_line()
    {
        var outcome = await RunAsync(_ => throw new FormatException("not so"));

        Assert.Equal(ExecutionState.FAILURE, outcome.State);
        Assert.Equal(("System.FormatException", "not so", FailureReason.Exception), (outcome.Error!.Type, outcome.Error.Message, outcome.Error.Reason));
        Assert.Contains(nameof(RunnerTests), outcome.Error.Stack, StringComparison.Ordinal);
        Assert.StartsWith("ERROR System.FormatException: not so", Assert.Single(Shown()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_stack_of_an_exception_ends_with_the_code_of_the_action(bool late)
    {
        var outcome = await RunAsync(async _ =>
        {
            if (late)
                await Task.Yield();
            throw new FormatException("not so", new InvalidOperationException("inside"));
        });

        Assert.StartsWith("System.FormatException: not so", outcome.Error!.Stack, StringComparison.Ordinal);
        Assert.Contains(nameof(RunnerTests), outcome.Error.Stack, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"at Tinpot\.(Workers|Runtime)\.", outcome.Error.Stack);
        Assert.DoesNotMatch(@"previous location ---$", outcome.Error.Stack);
    }

    [Fact]
    public async Task An_action_that_is_gone_is_named_in_the_record_and_to_the_operator()
    {
        var outcome = await RunAsync(_ => default, "removed_action");

        Assert.Equal(FailureReason.Validation, outcome.Error!.Reason);
        Assert.Equal("This worker has no action 'removed_action' any more. If the action has another name now, start it under that name.", outcome.Error.Message);
        Assert.Contains("was submitted for the action removed_action, which", Assert.Single(_logger.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StopReason.Cancel, ExecutionState.REVOKED, null)]
    [InlineData(StopReason.Shutdown, ExecutionState.FAILURE, FailureReason.Shutdown)]
    internal async Task Who_obeys_a_stop_ends_by_its_reason(StopReason reason, ExecutionState state, FailureReason? failure)
    {
        var outcome = await RunAsync(async invocation =>
        {
            _stop.Stop(reason);
            Assert.Equal(reason, invocation.Execution.Cancellation.Reason);
            await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
        });

        Assert.Equal((state, failure), (outcome.State, outcome.Error?.Reason));
        Assert.EndsWith("runs in the host process and stops only if it observes its cancellation token. log", Assert.Single(Shown()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_returns_after_a_stop_has_succeeded_and_a_cancellation_nobody_asked_for_has_failed()
    {
        Assert.Equal(FailureReason.Exception, (await RunAsync(_ => throw new OperationCanceledException())).Error!.Reason);
        _stop.Stop(StopReason.Cancel);
        Assert.Equal(ExecutionState.SUCCESS, (await RunAsync(_ => default)).State);
    }

    [Fact]
    public async Task A_result_over_the_limit_fails_with_a_sentence()
    {
        var outcome = await RunAsync(invocation =>
        {
            invocation.Result.WriteStringValue(new string('x', 1_000));
            return default;
        });

        Assert.Equal(FailureReason.Exception, outcome.Error!.Reason);
        Assert.Contains("1002 bytes", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Contains("TINPOT_RESULT_LIMIT", outcome.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("action", """{"days":"seven"}""", "days")]
    [InlineData("action", """{"days":}""", "The stored record of this execution cannot be read (What is stored as arguments is not JSON: ")]
    [InlineData("gone", "{}", "'gone'")]
    public async Task What_no_longer_fits_the_catalog_is_not_run(string action, string arguments, string said)
    {
        var outcome = await RunAsync(_ => throw new InvalidOperationException("It ran."), action, arguments);

        Assert.Equal(FailureReason.Validation, outcome.Error!.Reason);
        Assert.Contains(said, outcome.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_masked_in_lines_results_and_errors()
    {
        var secrets = Encoding.UTF8.GetBytes("""[{"path":["key"],"value":"hunter2"}]""");
        var result = await RunAsync(
            invocation =>
            {
                Console.WriteLine("it is hunter2");
                invocation.Result.WriteStringValue("hunter2");
                return default;
            },
            secrets: secrets);
        var error = await RunAsync(_ => throw new FormatException("not hunter2"), secrets: secrets);

        Assert.Equal("\"***\"", Text(result.Result));
        Assert.Equal("not ***", error.Error!.Message);
        Assert.DoesNotContain("hunter2", error.Error.Stack, StringComparison.Ordinal);
        Assert.DoesNotContain(_sink.Messages, message => message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_are_the_actions_own_scoped_to_the_execution_and_log_to_it()
    {
        Disposed? service = null;
        await RunAsync(
            invocation =>
            {
                service = invocation.Services.GetRequiredService<Disposed>();
                Assert.Same(service, invocation.Services.GetRequiredService<Disposed>());
                Assert.Null(invocation.Services.GetService<TinpotOptions>());
                invocation.Services.GetRequiredService<ILogger<RunnerTests>>().LogWarning("from a service");
                invocation.Execution.Logger.LogInformation("from the action");
                invocation.Execution.Logger.LogDebug("not on");
                return default;
            });

        Assert.True(service!.Gone);
        Assert.Equal(["WARNING from a service log", "INFO from the action log", "INFO disposed stdout"], Shown());
    }

    [Fact]
    public async Task A_synchronous_action_does_not_hold_a_thread_of_the_pool()
    {
        bool pooled = true;
        await RunAsync(_ =>
        {
            pooled = Thread.CurrentThread.IsThreadPoolThread;
            return default;
        });

        Assert.False(pooled);
    }

    [Fact]
    public async Task Nothing_ambient_goes_in_or_comes_out()
    {
        var ambient = new AsyncLocal<string> { Value = "the worker's" };
        string? inside = "";
        await RunAsync(_ =>
        {
            inside = ambient.Value;
            return default;
        });

        Assert.Null(inside);
        Assert.Null(ActionExecution.Current);
    }

    [Fact]
    public async Task A_log_that_holds_its_writer_holds_nobody_elses_console()
    {
        _sink.Hold();
        Task<ExecutionOutcome> flooding = RunAsync(_ =>
        {
            for (int line = 0; line < 20_000; line++)
                Console.WriteLine(new string('x', 100));
            return default;
        });
        for (int before = -1, now; (now = _sink.Batches.Count) != before || now == 0; before = now)
            await Task.Delay(200);

        // Not the host, and no other execution.
        var printed = Task.Run(() => Console.WriteLine("the host prints"));
        var other = new RunnerTests();
        Task<ExecutionOutcome> printing = other.RunAsync(_ =>
        {
            Console.WriteLine("another prints");
            return default;
        });
        await Task.WhenAll(printed, printing).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(flooding.IsCompleted);
        Assert.Equal(["INFO another prints stdout"], other.Shown());

        _sink.Release();
        await flooding.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(20_000, _sink.Logs.Count);
    }

    private async Task<ExecutionOutcome> RunAsync(
        Func<ActionInvocation, ValueTask> code, string action = "action", string arguments = "{}", byte[]? secrets = null)
    {
        var catalog = new TestCatalog(new TestAction("action", code, """{"days":{"type":"integer","format":"int32"}}"""))
        {
            Services = services => services.AddScoped<Disposed>(),
        };
        await using var services = new ActionServices(catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
        var bounds = new RunnerOptions(10_000_000, 1_000);
        var isolation = new InProcessIsolation(new ActionCode(catalog, services, ProgramRules.InWorker([]), TimeProvider.System), bounds);
        var runner = new ActionRunner(catalog, isolation, bounds, TestMeters.NewMetrics(), _logger, TimeProvider.System);
        var claimed = new ClaimedExecution
        {
            Lease = new Lease(Guid.CreateVersion7(), 7),
            Action = action,
            Queue = "default",
            ContractHash = "",
            Arguments = Encoding.UTF8.GetBytes(arguments),
            Secrets = secrets,
            RequestedBy = Principal.Anonymous,
            Attempt = 1,
        };
        return await runner.RunAsync(claimed, _sink, _stop).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private string[] Shown() =>
        [.. _sink.Logs.Select(log => $"{log.GetProperty("level")} {log.GetProperty("message")} {log.GetProperty("stream")}")];

    private static string? Text(ReadOnlyMemory<byte>? json) => json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private sealed class Disposed : IDisposable
    {
        public bool Gone { get; private set; }

        public void Dispose()
        {
            Console.WriteLine("disposed");
            Gone = true;
        }
    }
}
