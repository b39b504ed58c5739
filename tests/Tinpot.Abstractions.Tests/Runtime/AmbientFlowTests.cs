using Microsoft.Extensions.Logging;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

public sealed class AmbientFlowTests
{
    private static void Say(int number) =>
        ActionExecution.Current!.Sink.Write(OutputKind.Output, $"{number} in {ActionExecution.Current.CallId}", endLine: true);

    [Theory]
    [InlineData(new[] { 0.25, -1, 2 }, new[] { "0.25", "0", "1" })]
    [InlineData(new[] { double.NaN, 0.5, double.NaN, double.PositiveInfinity }, new[] { "0", "0.5", "0.5", "1" })]
    public async Task Progress_is_a_fraction_whatever_is_reported(double[] reported, string[] recorded)
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() =>
        {
            foreach (double fraction in reported)
                ActionExecution.Current!.Progress.Report(fraction);
        });

        Assert.Equal(recorded.Select(fraction => $"0: progress {fraction} "), execution.Records);
    }

    [Fact]
    public async Task Fifty_parallel_calls_over_tasks_threads_and_parallel_loops_each_keep_to_their_own()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(async () =>
        {
            Task[] tasks = [.. Enumerable.Range(0, 17).Select(number => Task.Run(() => Call(number)))];
            Thread[] threads = [.. Enumerable.Range(17, 17).Select(number => new Thread(() => Call(number)))];
            foreach (Thread thread in threads)
                thread.Start();
            await Parallel.ForEachAsync(Enumerable.Range(34, 16), async (number, _) => await CallAsync(number));
            await Task.WhenAll(tasks);
            foreach (Thread thread in threads)
                thread.Join();
        });

        string[][] said = [.. execution.Records.Where(record => record.Contains(" in ", StringComparison.Ordinal)).Select(record => record.Split(' '))];
        Assert.Equal(50 * 20, said.Length);
        Assert.All(said, words => Assert.Equal(words[0], words[^1] + ":"));
        Assert.Equal(50, said.GroupBy(words => words[2]).Count(group => group.Select(words => words[^1]).Distinct().Count() == 1));
        Assert.Equal(50, said.Select(words => words[^1]).Distinct().Count());
    }

    [Fact]
    public async Task A_call_reports_and_logs_for_itself()
    {
        using var execution = new TestExecution();
        await execution.RunAsync(() =>
        {
            ActionExecution root = ActionExecution.Current!;
            CallFrame.Enter(new VoidCall(() =>
            {
                ActionExecution.Current!.Report(0.5, "half");
                ActionExecution.Current.Progress.Report(7);
                ActionExecution.Current.Report(double.NaN);
                root.Report(-1);
            }));
        });

        Assert.Equal(["1: progress 0.5 half", "1: progress 1 ", "1: progress 1 ", "0: progress 0 "], execution.Records.Skip(1).SkipLast(1));
    }

    [Fact]
    public async Task A_logger_follows_the_code_and_falls_back_to_the_call_it_was_made_for()
    {
        var records = new List<string>();
        var run = new ExecutionRun
        {
            Id = Guid.Empty,
            RequestedBy = "somebody",
            Cancellation = new ActionCancellation(default, () => StopReason.None),
            Levels = LoggerFactory.Create(logging => logging.AddProvider(new OnProvider())).CreateLogger(""),
        };
        ActionExecution root = run.Root(new RecordedCall("0", records));
        await run.RunAsync(root, () =>
        {
            CallFrame.Enter(new VoidCall(() =>
            {
                root.Logger.LogInformation("inside");
                root.Logger.LogDebug("not shown");
                ActionExecution nested = ActionExecution.Current!;
                using (ExecutionContext.SuppressFlow())
                {
                    var thread = new Thread(() => nested.Logger.LogInformation("astray"));
                    thread.Start();
                    thread.Join();
                }
            }));
            return default;
        });

        Assert.Equal(["1: Information inside", "1: Information astray"], records.Where(record => record.Contains("Information", StringComparison.Ordinal)));
    }

    private static void Call(int number) => CallFrame.Enter(new VoidCall(() =>
    {
        for (int line = 0; line < 20; line++)
        {
            Say(number);
            Thread.Yield();
        }
    }));

    private static Task CallAsync(int number) => CallFrame.EnterAsync(new TaskCall(async () =>
    {
        for (int line = 0; line < 20; line++)
        {
            Say(number);
            await Task.Yield();
        }
    }));

    private sealed class OnProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Assert.Fail("Entries go to the call's sink.");

        public void Dispose()
        {
        }
    }
}
