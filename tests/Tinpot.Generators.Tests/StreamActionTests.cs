using System.Text.Json;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests;

/// <summary>Actions that return a stream: run, called and described.</summary>
public class StreamActionTests
{
    private const string Source = """
        using System.Runtime.CompilerServices;

        public sealed record Row(int Number, Secret<string>? Key = null);

        public static class A
        {
            public static bool Disposed;

            /// <returns>One row each</returns>
            [Action] public static async IAsyncEnumerable<Row> Rows(int count, [EnumeratorCancellation] CancellationToken cancel = default)
            {
                for (int i = 0; i < count; i++)
                {
                    await Task.Yield();
                    cancel.ThrowIfCancellationRequested();
                    yield return new(i, i == 1 ? new("hidden") : null);
                }
            }
            [Action] public static async IAsyncEnumerable<string?> Endless()
            {
                try { for (;;) { await Task.Yield(); yield return null; } }
                finally { Disposed = true; }
            }
            [Action] public static IAsyncEnumerable<int> Ready() => new[] { 1, 2 }.ToAsyncEnumerable();
            [Action] public static IAsyncEnumerable<int>? Nothing() => null;
            [Action] public static async IAsyncEnumerable<int> Breaks() { yield return 1; await Task.Yield(); throw new TimeoutException("late"); }
            [Action] public static async Task<int> Sum(CancellationToken cancel)
            {
                int sum = 0;
                await foreach (Row row in Rows(3).WithCancellation(cancel)) sum += row.Number;
                return sum;
            }
            [Action] public static async Task<int> First() { await foreach (Row row in Rows(9)) return row.Number; return -1; }
            [Action] public static IAsyncEnumerable<int> Forwarded() => Ready();
        }

        public sealed class Machine(IServiceProvider services) : IAsyncDisposable
        {
            public static List<string> Log = [];
            [Action] public async IAsyncEnumerable<bool> Ticks() { yield return services is null; await Task.Yield(); Log.Add("ticked"); }
            public ValueTask DisposeAsync() { Log.Add("disposed"); return default; }
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Source).Generate());

    [Theory]
    [InlineData("rows", """{"count":2}""", """{"items":2}""", """item 0 {"number":0,"key":null}|item 1 {"number":1,"key":"***"}""")]
    [InlineData("rows", """{"count":0}""", """{"items":0}""", "")]
    [InlineData("ready", "{}", """{"items":2}""", "item 0 1|item 1 2")]
    [InlineData("ticks", "{}", """{"items":1}""", "item 0 false")]
    [InlineData("forwarded", "{}", """{"items":2}""", "item 0 1|item 1 2")]
    public async Task Items_are_handed_on_and_counted(string action, string arguments, string result, string items)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action, arguments);

        Assert.Equal((result, items), (run.Result, string.Join('|', run.Root.Entries)));
    }

    [Fact]
    public async Task What_came_before_an_exception_has_been_handed_on()
    {
        using RunningProgram program = Compiled.Value.Load();
        RecordingSink root = new("0");

        await Assert.ThrowsAsync<TimeoutException>(() => program.RunAsync("breaks", root: root));

        Assert.Equal(["item 0 1"], root.Entries);
    }

    [Fact]
    public async Task A_stream_that_is_null_says_so()
    {
        using RunningProgram program = Compiled.Value.Load();

        Exception error = await Assert.ThrowsAsync<InvalidOperationException>(() => program.RunAsync("nothing"));
        Assert.Equal("Action 'nothing' returned null instead of a stream; return an empty one.", error.Message);
    }

    [Theory]
    [InlineData("rows", 1)]
    [InlineData("endless", 2)]
    public async Task A_stop_ends_the_stream_whether_it_looks_at_the_token_or_not(string action, int items)
    {
        using CancellationTokenSource stop = new();
        using RunningProgram program = new(Compiled.Value.Emit()) { Token = stop.Token };
        RecordingSink root = new("0");
        root.OnItem = index => { if (index == items - 1) stop.Cancel(); };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => program.RunAsync(action, """{"count":99}""", root));

        Assert.Equal(items, root.Entries.Count);
        if (action == "endless")
            Assert.Equal(true, program.Assembly.GetType("A")!.GetField("Disposed")!.GetValue(null));
    }

    [Theory]
    [InlineData("sum", "3", """rows {"count":3} -> {"items":3}""")]
    [InlineData("first", "0", """rows {"count":9} -> {"items":1}""")]
    [InlineData("forwarded", """{"items":2}""", """ready {} -> {"items":2}""")]
    public async Task A_nested_stream_is_a_call_and_its_items_are_its_callers(string action, string result, string calls)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action);

        Assert.Equal((result, calls), (run.Result, run.Calls));
        if (action != "forwarded")
            Assert.Empty(run.Root.Entries);
    }

    [Fact]
    public async Task The_instance_lives_as_long_as_its_stream()
    {
        using RunningProgram program = Compiled.Value.Load();

        await program.RunAsync("ticks");

        Assert.Equal(["ticked", "disposed"], (List<string>)program.Assembly.GetType("Machine")!.GetField("Log")!.GetValue(null)!);
    }

    [Fact]
    public void The_result_is_described_as_a_count_and_the_item_beside_it()
    {
        Assert.Equal(
            """{"type":"object","properties":{"items":{"type":"integer","format":"int64","minimum":0}},"required":["items"],"additionalProperties":false}""",
            Compiled.Value.ResultOf("rows"));
        JsonElement descriptor = JsonDocument.Parse(Compiled.Value.DescriptorOf("rows")).RootElement;
        Assert.True(descriptor.GetProperty("cancellable").GetBoolean());
        Assert.Equal("One row each", descriptor.GetProperty("item").GetProperty("description").GetString());
        Assert.Equal(["number", "key"], ActionDescriptor.Parse(System.Text.Encoding.UTF8.GetBytes(descriptor.GetRawText())).Item!.Properties!.Select(static p => p.Name));
        Assert.False(JsonDocument.Parse(Compiled.Value.DescriptorOf("sum")).RootElement.TryGetProperty("item", out _));
    }

    [Fact]
    public void Another_item_is_another_contract()
    {
        static string HashOf(string type) =>
            Project.Of($"public static class A {{ [Action] public static IAsyncEnumerable<{type}> Run() => null!; }}").Generate().ContractHashOf("run");

        Assert.NotEqual(HashOf("int"), HashOf("string"));
    }

    [Fact]
    public async Task An_item_over_the_limit_ends_the_stream()
    {
        using RunningProgram program = new(Project.Of("""
            public static class A { [Action] public static IAsyncEnumerable<string> Run() => new[] { "fits", "fits not" }.ToAsyncEnumerable(); }
            """).Generate().Emit()) { ResultLimit = 6 };
        RecordingSink root = new("0");

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => program.RunAsync("run", root: root));

        Assert.Equal("Item 1 of the stream has 10 bytes; at most 6 are stored. Yield smaller items, write the rest to a file, or raise TINPOT_RESULT_LIMIT.", error.Message);
        Assert.Equal(["item 0 \"fits\""], root.Entries);
    }
}
