using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Tinpot.Generated;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Benchmarks.Binder;

/// <summary>
/// From UTF-8 JSON to arguments: the check of every rule and the generated reader, beside the framework's source-generated
/// serializer on an equal record, which checks none.
/// </summary>
[MemoryDiagnoser, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class BinderBenchmark
{
    private static readonly byte[] EightJson = """
        {"name":"nightly backup","port":5432,"size":12884901888,"ratio":0.75,"force":true,"id":"0f8fad5b-d9cb-469f-a165-70867728950e","at":"2026-03-31T18:30:00+02:00","level":"critical_error"}
        """u8.Trim((byte)'\n').ToArray();

    private static readonly byte[] OrderJson = """
        {"order":{"number":"A-2026-0042","customer":{"id":42,"name":"Ada Lovelace","address":{"street":"12 St James's Square","city":"London","country":"GB"}},"lines":[{"article":"punched card","quantity":100,"price":0.05},{"article":"analytical engine","quantity":1,"price":17000.00},{"article":"oil","quantity":12,"price":1.95}],"delivery":{"street":"1 Dock Road","city":"Bristol"}}}
        """u8.Trim((byte)'\n').ToArray();

    private readonly Schema _eight = ActionCatalog.Instance.Find("take_eight")!.Parameters;
    private readonly Schema _order = ActionCatalog.Instance.Find("take_order")!.Parameters;
    private readonly ActionInvocation _eightInvocation = new(EightJson, null!, null!);
    private readonly ActionInvocation _orderInvocation = new(OrderJson, null!, null!);

    [Benchmark(Baseline = true, Description = "System.Text.Json"), BenchmarkCategory("8 parameters")]
    public Eight Eight_reference() => JsonSerializer.Deserialize(EightJson, Reference.Default.Eight)!;

    [Benchmark(Description = "System.Text.Json, strict"), BenchmarkCategory("8 parameters")]
    public Eight Eight_strict_reference() => JsonSerializer.Deserialize(EightJson, StrictReference.Default.Eight)!;

    [Benchmark(Description = "Tinpot, check only"), BenchmarkCategory("8 parameters")]
    public int Eight_check() => SchemaChecker.Check(_eight, EightJson).Count;

    [Benchmark(Description = "Tinpot, check and read"), BenchmarkCategory("8 parameters")]
    public int Eight_check_and_read()
    {
        int errors = SchemaChecker.Check(_eight, EightJson).Count;
        Actions_Tinpot_Benchmarks_Binder_BinderActions.Call_take_eight.Read(_eightInvocation);
        return errors;
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json"), BenchmarkCategory("nested records")]
    public OrderHolder Order_reference() => JsonSerializer.Deserialize(OrderJson, Reference.Default.OrderHolder)!;

    [Benchmark(Description = "System.Text.Json, strict"), BenchmarkCategory("nested records")]
    public OrderHolder Order_strict_reference() => JsonSerializer.Deserialize(OrderJson, StrictReference.Default.OrderHolder)!;

    [Benchmark(Description = "Tinpot, check only"), BenchmarkCategory("nested records")]
    public int Order_check() => SchemaChecker.Check(_order, OrderJson).Count;

    [Benchmark(Description = "Tinpot, check and read"), BenchmarkCategory("nested records")]
    public int Order_check_and_read()
    {
        int errors = SchemaChecker.Check(_order, OrderJson).Count;
        Actions_Tinpot_Benchmarks_Binder_BinderActions.Call_take_order.Read(_orderInvocation);
        return errors;
    }
}
