using Tinpot.Cli;
using Tinpot.Host.Tests.Hosting;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Cli;

/// <summary>What <c>run</c> prints of items and progress.</summary>
public sealed class StreamOutputTests
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly TextWriter _guardedError;

    public StreamOutputTests() => _guardedError = TextWriter.Synchronized(_error);

    [Fact]
    public async Task Items_stand_alone_on_standard_output_a_line_each()
    {
        int exit = await RunAsync(invocation =>
        {
            System.Console.WriteLine("said");
            invocation.Execution.Sink.Item(0, "{\n \"a\": 1}"u8);
            invocation.Execution.Sink.Item(1, "null"u8);
            invocation.Result.WriteRawValue("""{"items":2}""");
            return ValueTask.CompletedTask;
        });

        Assert.Equal((0, "{  \"a\": 1}\nnull\n", "said\n{\"items\":2}\n"), (exit, _out.ToString(), _error.ToString()));
    }

    [Fact]
    public async Task Who_reads_no_further_stops_the_action()
    {
        int exit = await RunAsync(
            async invocation =>
            {
                for (int index = 0; ; index++)
                {
                    invocation.Execution.Sink.Item(index, "1"u8);
                    await Task.Delay(1, invocation.Execution.Cancellation.Token);
                }
            },
            output: new ClosedPipe(2));

        Assert.Equal(130, exit);
        Assert.EndsWith("stops only if it observes its cancellation token.\none: cancelled\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_in_a_file_is_a_line_at_each_tenth_and_each_new_message()
    {
        await RunAsync(Report);

        Assert.Equal("[25 %] quarter of it\nsaid\n[25 %] still\n[100 %] still\n", _error.ToString());
    }

    [Fact]
    public async Task Progress_where_somebody_watches_is_one_line_that_gives_way()
    {
        await RunAsync(Report, watched: true);

        string over = "\r\e[K";
        Assert.StartsWith($"{over}[#####---------------]  25 % quarter of it", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{over}said\n", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"{over}[####################] 100 % still{over}", _error.ToString(), StringComparison.Ordinal);
    }

    private async ValueTask Report(ActionInvocation invocation)
    {
        invocation.Execution.Report(0.25, "quarter\nof it");
        await UntilItSaysAsync("quarter of it");
        // The log shows ten a second; this one looks like the one before
        invocation.Execution.Report(0.2501, "quarter\nof it");
        System.Console.WriteLine("said");
        await UntilItSaysAsync("said");
        invocation.Execution.Report(0.259, "still");
        await UntilItSaysAsync("still");
        invocation.Execution.Report(1, "still");
    }

    private async Task UntilItSaysAsync(string text)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Said().Contains(text, StringComparison.Ordinal))
            await Task.Delay(5, deadline.Token);

        // The guard is the wrapper's own lock, which the action's thread takes to write
        string Said()
        {
            lock (_guardedError)
                return _error.ToString();
        }
    }

    private Task<int> RunAsync(Func<ActionInvocation, ValueTask> body, bool watched = false, TextWriter? output = null) => CommandLine.RunAsync(
        ["run", "one"],
        new TestCatalog(new TestAction("one", "", body) { Streams = true }),
        new Terminal(TextWriter.Synchronized(output ?? _out), _guardedError) { Watched = watched });

    /// <summary>A pipe whose other end goes away after some lines.</summary>
    private sealed class ClosedPipe(int lines) : StringWriter
    {
        private int _left = lines;

        public override void WriteLine(string? value)
        {
            if (_left-- == 0)
                throw new IOException("Broken pipe");
        }
    }
}
