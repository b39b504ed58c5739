using System.Text;
using Tinpot.Generated;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Check and read cost the arguments themselves and nothing else.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    private const string Scalars = """
        {"flag":true,"letter":"\u0130","tiny":-1,"count":12,"large":9007199254740993,"single":0.5,"ratio":0.30000000000000004,"money":19.90,"id":"0f8fad5b-d9cb-469f-a165-70867728950e","moment":"2026-03-31T18:30:00+02:00","date":"2024-02-29","time":"18:30","duration":"P1DT2H","choice":"in_use","rights":["read","is_admin"]}
        """;

    [Fact]
    public void Values_cost_nothing() =>
        Assert.Equal(0, AllocatedBy("take_scalars", Scalars, static i => Actions_Tinpot_Host_Tests_Binding_AllocationActions.Call_take_scalars.Read(i)));

    [Fact]
    public void Records_lists_and_dictionaries_cost_themselves()
    {
        var order = """{"order":{"number":"A-1","lines":[{"article":"a","quantity":1},{"article":"b","quantity":1000},{"article":"c","quantity":3}],"codes":[1,2,3,4,5],"tags":["x","y"],"stock":{"a":1,"b":2,"c":3,"d":4,"e":5}}}""";

        var made = Average(static () => new AllocationOrder(
            Text("A-1"),
            [new(Text("a"), 1), new(Text("b"), 1000), new(Text("c"), 3)],
            new int[5],
            new HashSet<string>(2) { Text("x"), Text("y") },
            new Dictionary<string, int>(5) { [Text("a")] = 1, [Text("b")] = 2, [Text("c")] = 3, [Text("d")] = 4, [Text("e")] = 5 }));

        Assert.True(made > 0);
        Assert.Equal(made, AllocatedBy("take_allocation_order", order, static i => Actions_Tinpot_Host_Tests_Binding_AllocationActions.Call_take_allocation_order.Read(i)));
    }

    /// <summary>A new string, as a reader makes one of its bytes.</summary>
    private static string Text(string text) => new(text.AsSpan());

    /// <summary>Bytes that the check and the reader take for one input.</summary>
    private static long AllocatedBy<T>(string action, string json, Func<ActionInvocation, T> read)
        where T : struct
    {
        var schema = ActionCatalog.Instance.Find(action)!.Parameters;
        var bytes = Encoding.UTF8.GetBytes(json);
        var invocation = new ActionInvocation(bytes, null!, null!);
        Assert.Empty(SchemaChecker.Check(schema, bytes));
        return Average(() =>
        {
            SchemaChecker.Check(schema, bytes);
            read(invocation);
        });
    }

    private static long Average(Func<object> make) => Average(() => { make(); });

    private static long Average(Action run)
    {
        // The first rounds fill the pools and let the runtime compile
        for (var i = 0; i < Rounds; i++) run();
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++) run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least / Rounds;
    }
}

[ActionGroup("Allocation")]
public static class AllocationActions
{
    [Action]
    public static void TakeScalars(
        bool flag, char letter, sbyte tiny, [Range(1, 100)] int count, long large, float single, [Range(0, 1.5)] double ratio, decimal money,
        Guid id, DateTimeOffset moment, DateOnly date, TimeOnly time, TimeSpan duration, Types.TypeLight choice, Types.TypeRights rights)
    {
    }

    [Action]
    public static void TakeAllocationOrder(AllocationOrder order)
    {
    }
}

public sealed record AllocationOrder(string Number, List<AllocationLine> Lines, int[] Codes, HashSet<string> Tags, Dictionary<string, int> Stock);

public sealed record AllocationLine([StringLength(80)] string Article, [Range(1, 1000)] int Quantity);
