using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Telemetry;
using Tinpot.Security;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Output;
using Tinpot.Workers.Running;
using Tinpot.Workers.Stopping;

namespace Tinpot.Host.Tests.Workers.Running;

/// <summary>Nothing else runs beside these tests, which change the environment of the process.</summary>
[CollectionDefinition(nameof(ShellSecretTests), DisableParallelization = true)]
public sealed class ShellSecretTestCollection;

/// <summary>What programs print of a secret that the action was given.</summary>
[Collection(nameof(ShellSecretTests))]
public sealed class ShellSecretTests
{
    private const string Secret = "hunter2-hunter2";

    private readonly RecordingSink _sink = new();
    private readonly StopSignal _stop = new();

    [Fact]
    public async Task It_is_masked_however_a_program_prints_it()
    {
        var options = new ShellOptions { Environment = { ["SECRET"] = Secret } };
        await RunAsync(() => Shell.ScriptAsync(
            """
            echo "whole $SECRET"
            printf 'split %s' "${SECRET%-*}"; sleep 0.3; printf '%s\n' "${SECRET#hunter2}"
            echo "error $SECRET" >&2
            """, options: options));

        // A line that takes its time is shown in parts
        Assert.Equal("whole ***split ***", Shown("stdout"));
        Assert.Equal("error ***", Shown("stderr"));
    }

    [Fact]
    public async Task It_is_masked_in_the_failure_and_its_last_error_lines()
    {
        ExecutionOutcome outcome = await RunAsync(() => Shell.ScriptAsync(
            """
            printf 'split %s' "${1%-*}" >&2; sleep 0.3; printf '%s\n' "${1#hunter2}" >&2
            exit 3
            """, [Secret]));

        Assert.Equal("The program '/bin/sh' ended with exit code 3: split ***", outcome.Error!.Message);
        Assert.DoesNotContain("hunter2", outcome.Error.Stack, StringComparison.Ordinal);
        AssertNothingTold();
    }

    [Fact]
    public async Task No_part_of_it_is_left_where_last_error_lines_are_cut()
    {
        // Were lines cut somewhere, some of these would be cut within the secret
        ExecutionOutcome outcome = await RunAsync(() => Shell.ScriptAsync(
            """
            i=0
            while [ $i -lt 300 ]; do printf '%s ' "$1" >&2; i=$((i+1)); done
            echo >&2
            i=0
            while [ $i -lt 60 ]; do echo "$i $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1" >&2; i=$((i+1)); done
            exit 3
            """, [Secret]));

        Assert.Contains("59 *** ***", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", outcome.Error.Message + outcome.Error.Stack, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", outcome.Error.Message + outcome.Error.Stack, StringComparison.Ordinal);
        AssertNothingTold();
    }

    [Fact]
    public async Task It_is_masked_in_the_message_about_a_program_that_cannot_be_started()
    {
        ExecutionOutcome outcome = await RunAsync(() => Shell.RunAsync(Secret, [], new ShellOptions { WorkingDirectory = "/" }));

        Assert.StartsWith("The program '***' could not be started", outcome.Error!.Message, StringComparison.Ordinal);
        AssertNothingTold();
    }

    [Theory]
    [InlineData("TINPOT_KEY_FILE", false)]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", false)]
    [InlineData("REDIS_URL", true)]
    public async Task What_is_the_hosts_alone_reaches_no_program_unless_it_is_let_through(string name, bool allowed)
    {
        string? before = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, "kept");
        try
        {
            await RunAsync(() => Shell.RunAsync("env", []), allowed ? [name] : []);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }

        Assert.Equal(allowed, _sink.Messages.Contains($"{name}=kept"));
        Assert.Contains(_sink.Messages, line => line.StartsWith("PATH=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_execution_gives_its_program_half_of_the_grace_and_ends_itself_after_it()
    {
        ExecutionOutcome outcome = await RunAsync(async () =>
        {
            Task<ShellResult> run = Shell.ScriptAsync("trap '' TERM; echo deaf; while :; do sleep 1; done");
            await _sink.UntilAsync(sink => sink.Messages.Contains("deaf"));
            _stop.Stop(StopReason.Cancel);
            try
            {
                await run;
            }
            finally
            {
                Console.WriteLine("tidied up");
            }
        });

        Assert.Equal(ExecutionState.REVOKED, outcome.State);
        Assert.Contains("tidied up", _sink.Messages);
    }

    private string Shown(string stream) => string.Concat(
        _sink.Logs.Where(log => log.GetProperty("stream").GetString() == stream).Select(log => log.GetProperty("message").GetString()));

    private void AssertNothingTold() =>
        Assert.DoesNotContain(_sink.Batches, batch => Encoding.UTF8.GetString(batch.Payload.Span).Contains("hunter2", StringComparison.Ordinal));

    private async Task<ExecutionOutcome> RunAsync(Func<Task> code, string[]? allowed = null)
    {
        ConsoleRedirect.Install();
        var catalog = new TestCatalog(new TestAction("action", async _ => await code()));
        await using var services = new ActionServices(catalog, new ConfigurationBuilder().Build(), NullLoggerFactory.Instance);
        var bounds = new RunnerOptions(10_000_000, 1_000) { Grace = TimeSpan.FromSeconds(2) };
        var isolation = new InProcessIsolation(new ActionCode(catalog, services, ProgramRules.InWorker(allowed ?? []), TimeProvider.System), bounds);
        var runner = new ActionRunner(catalog, isolation, bounds, TestMeters.NewMetrics(), NullLogger<ActionRunner>.Instance, TimeProvider.System);
        var claimed = new ClaimedExecution
        {
            Lease = new Lease(Guid.CreateVersion7(), 7),
            Action = "action",
            Queue = "default",
            ContractHash = "",
            Arguments = "{}"u8.ToArray(),
            Secrets = Encoding.UTF8.GetBytes($$"""[{"path":["key"],"value":"{{Secret}}"}]"""),
            RequestedBy = Principal.Anonymous,
            Attempt = 1,
        };
        return await runner.RunAsync(claimed, _sink, _stop).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
