using Microsoft.CodeAnalysis.CodeFixes;
using Tinpot.CodeFixes;

namespace Tinpot.Generators.Tests.CodeFixes;

/// <summary>A fix gives the expected text, one place at a time and all at once; what it leaves compiles and is not reported again.</summary>
public class FixTests
{
    private const string Leaf = """
        public static class Leaf
        {
            [Action] public static int None() => 0;
            [Action] public static int Add(int a) => a + 1;
            [Action] public static string Join(string @class, params int[] items) => @class;
            [Action] public static async Task WaitAsync(int ms) => await Task.Yield();
            [Action] public static object Any(object x2) => x2;
        }
        public class Machine { [Action] public int Start(int m) => m; protected Func<int, int> Own() => BEFORE; }

        """;

    [Theory]
    [InlineData("static Func<int> M() => Leaf.None;", "static Func<int> M() => () => Leaf.None();")]
    [InlineData("static Func<int, int> M() => Leaf.Add;", "static Func<int, int> M() => a => Leaf.Add(a);")]
    [InlineData("static object M() => (Func<int, int>)Leaf.Add;", "static object M() => (Func<int, int>)(a => Leaf.Add(a));")]
    [InlineData("static int M() => new[] { 1 }.Select(Leaf.Add).Sum();", "static int M() => new[] { 1 }.Select(a => Leaf.Add(a)).Sum();")]
    [InlineData("static Task M() => Task.Run(Leaf.None);", "static Task M() => Task.Run(() => Leaf.None());")]
    [InlineData("static Func<int, Task> M() => Leaf.WaitAsync;", "static Func<int, Task> M() => ms => Leaf.WaitAsync(ms);")]
    [InlineData("static Func<string, int[], string> M() => Leaf.Join;", "static Func<string, int[], string> M() => (@class, items) => Leaf.Join(@class, items);")]
    [InlineData("static Func<string, object> M() => Leaf.Any;", "static Func<string, object> M() => x2 => Leaf.Any(x2);")]
    [InlineData("static void M() { var f = Leaf.Add; f(1); }", "static void M() { var f = (int a) => Leaf.Add(a); f(1); }")]
    [InlineData("static Delegate M() => Leaf.Join;", "static Delegate M() => (string @class, int[] items) => Leaf.Join(@class, items);")]
    [InlineData("static object M() => new Func<int, int>( /* kept */ Leaf.Add);", "static object M() => new Func<int, int>( /* kept */ a => Leaf.Add(a));")]
    [InlineData("static Func<int>[] M() => [Leaf.None, Leaf.None];", "static Func<int>[] M() => [() => Leaf.None(), () => Leaf.None()];")]
    [InlineData("static Func<int> M(bool b) => b ? Leaf.None : () => 1;", "static Func<int> M(bool b) => b ? () => Leaf.None() : () => 1;")]
    [InlineData("static Func<int> M(Func<int>? f) => f ?? Leaf.None;", "static Func<int> M(Func<int>? f) => f ?? (() => Leaf.None());")]
    [InlineData("static T Same<T>(T x) => x; static object M() => Same(Leaf.Add);", "static T Same<T>(T x) => x; static object M() => Same((int a) => Leaf.Add(a));")]
    [InlineData("static Func<int, int> M(Machine m) => m.Start;", "static Func<int, int> M(Machine m) => m2 => m.Start(m2);")]
    [InlineData("static readonly Machine K = new(); static Func<int, int> M() => K.Start;", "static readonly Machine K = new(); static Func<int, int> M() => m => K.Start(m);")]
    // Not by rote
    [InlineData("static Func<int, int> M() => new Machine().Start;", null)]
    [InlineData("static event Func<int>? E; static int? M() { E += Leaf.None; E -= Leaf.None; return E?.Invoke(); }", null)]
    [InlineData("static unsafe int M() { delegate*<int, int> p = &Leaf.Add; return p(1); }", null)]
    [InlineData("static System.Linq.Expressions.Expression<Func<Func<int>>> M() => () => Leaf.None;", null)]
    public Task A_method_group_becomes_a_lambda(string before, string? after) =>
        VerifyAsync(new LambdaFix(), In(Leaf.Replace("BEFORE", "m => m"), before), after is null ? null : In(Leaf.Replace("BEFORE", "m => m"), after));

    [Fact]
    public Task So_does_a_method_of_the_own_object() =>
        VerifyAsync(new LambdaFix(), Leaf.Replace("BEFORE", "Start"), Leaf.Replace("BEFORE", "m => Start(m)"));

    [Theory]
    [InlineData("[Action] public static async Task M() { await Task.Delay(1); await Task.Delay(2).ConfigureAwait(false); }", "[Action] public static async Task M(CancellationToken cancel = default) { await Task.Delay(1, cancel); await Task.Delay(2, cancel).ConfigureAwait(false); }")]
    [InlineData("[Action] public static async Task M(int ms = 1) => await Task.Delay(ms);", "[Action] public static async Task M(int ms = 1, CancellationToken cancel = default) => await Task.Delay(ms, cancel);")]
    [InlineData("[Action] public static async Task M(CancellationToken stop) => await Task.Delay(1);", "[Action] public static async Task M(CancellationToken stop) => await Task.Delay(1, stop);")]
    [InlineData("[Action] public static async Task M() { int cancel = 1; await Task.Delay(cancel); }", "[Action] public static async Task M(CancellationToken cancellationToken = default) { int cancel = 1; await Task.Delay(cancel, cancellationToken); }")]
    [InlineData("[Action] public static async Task M() => await Other(1); static Task Other(int a, int b = 2, CancellationToken @event = default) => Task.Delay(a + b, @event);", "[Action] public static async Task M(CancellationToken cancel = default) => await Other(1, @event: cancel); static Task Other(int a, int b = 2, CancellationToken @event = default) => Task.Delay(a + b, @event);")]
    [InlineData("[Action] public static async Task M() => await Other(b: 1, a: 2); static Task Other(int a, int b, CancellationToken stop = default) => Task.Delay(a + b, stop);", "[Action] public static async Task M(CancellationToken cancel = default) => await Other(b: 1, a: 2, stop: cancel); static Task Other(int a, int b, CancellationToken stop = default) => Task.Delay(a + b, stop);")]
    [InlineData("[Action] public static async Task M() => await 5.Later(1);", "[Action] public static async Task M(CancellationToken cancel = default) => await 5.Later(1, cancel);")]
    [InlineData("[Action] public static async Task M() { await foreach (int x in Items()) { } } static async IAsyncEnumerable<int> Items([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default) { await Task.Delay(1, stop); yield return 1; }", "[Action] public static async Task M(CancellationToken cancel = default) { await foreach (int x in Items(cancel)) { } } static async IAsyncEnumerable<int> Items([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default) { await Task.Delay(1, stop); yield return 1; }")]
    [InlineData("[Action] public static async Task<int> M() { await Other(await One()); return 1; } static async Task<int> One(CancellationToken stop = default) { await Task.Delay(1, stop); return 1; } static Task Other(int a, CancellationToken stop = default) => Task.Delay(a, stop);", "[Action] public static async Task<int> M(CancellationToken cancel = default) { await Other(await One(cancel), cancel); return 1; } static async Task<int> One(CancellationToken stop = default) { await Task.Delay(1, stop); return 1; } static Task Other(int a, CancellationToken stop = default) => Task.Delay(a, stop);")]
    [InlineData("[Action] public static async Task M() { await Task.Delay(1); } [Action] public static async Task N() { await Task.Delay(2); }", "[Action] public static async Task M(CancellationToken cancel = default) { await Task.Delay(1, cancel); } [Action] public static async Task N(CancellationToken cancel = default) { await Task.Delay(2, cancel); }")]
    // Not by rote
    [InlineData("[Action] public static async Task M(params int[] all) => await Task.Delay(all.Length);", null)]
    public Task An_action_takes_a_token_and_passes_it_on(string before, string? after) =>
        VerifyAsync(new CancellationFix(), In("", before), after is null ? null : In("", after));

    [Theory]
    [InlineData("public class A { [Action] public virtual async Task M() { await Task.Delay(1); } }")]
    [InlineData("public interface I { Task M(); } public class A : I { [Action] public async Task M() { await Task.Delay(1); } }")]
    [InlineData("public static partial class A { [Action] public static partial Task M(); public static async partial Task M() { await Task.Delay(1); } }")]
    public Task Parameters_that_another_declaration_prescribes_stay(string source) => VerifyAsync(new CancellationFix(), source, null);

    [Theory]
    [InlineData("public static class A { [Action] private static int M() => 1; }", "public static class A { [Action] internal static int M() => 1; }")]
    [InlineData("public static class A { [Action] static int M() => 1; }", "public static class A { [Action] internal static int M() => 1; }")]
    [InlineData("public class A { [Action] protected int M() => 1; [Action] private protected int N() => 1; }", "public class A { [Action] protected internal int M() => 1; [Action] internal int N() => 1; }")]
    [InlineData("public class A { private static class B { [Action] private static int M() => 1; [Action] public static int N() => 1; } }", "public class A { internal static class B { [Action] internal static int M() => 1; [Action] public static int N() => 1; } }")]
    [InlineData("public class A { protected class B { class C { [Action] internal static int M() => 1; } } }", "public class A { protected internal class B { internal class C { [Action] internal static int M() => 1; } } }")]
    [InlineData("file static class A { [Action] public static int M() => 1; }", "internal static class A { [Action] public static int M() => 1; }")]
    [InlineData("public class A { partial class B { } private partial class B { [Action] public static int M() => 1; } }", "public class A { internal partial class B { } internal partial class B { [Action] public static int M() => 1; } }")]
    [InlineData("/// <summary>Kept.</summary>\npublic class A\n{\n    /// <summary>Kept, too.</summary>\n    [Action]\n    private static int M() => 1; // kept\n}", "/// <summary>Kept.</summary>\npublic class A\n{\n    /// <summary>Kept, too.</summary>\n    [Action]\n    internal static int M() => 1; // kept\n}")]
    // Not by rote
    [InlineData("public abstract class B { protected abstract int M(); } public class A : B { [Action] protected override int M() => 1; }", null)]
    public Task A_hidden_action_becomes_internal(string before, string? after) => VerifyAsync(new ReachFix(), before, after);

    [Theory]
    [InlineData("public static class A { [Action(\"Run me!\")] public static int M() => 1; }", "public static class A { [Action(\"run_me\")] public static int M() => 1; }")]
    [InlineData("public static class A { [Action(name: \"X y\", Group = \"G\")] public static int M() => 1; }", "public static class A { [Action(\"x_y\", Group = \"G\")] public static int M() => 1; }")]
    [InlineData("public static class A { [Action] public static int _Größe() => 1; }", "public static class A { [Action(\"grosse\")] public static int _Größe() => 1; }")]
    [InlineData("public static class A { [Action(Group = \"G\")] public static int Über() => 1; }", "public static class A { [Action(\"uber\", Group = \"G\")] public static int Über() => 1; }")]
    [InlineData("public static class A { [Action()] public static int _1() => 1; [Action(\"\")] public static int N() => 1; }", "public static class A { [Action(\"action_1\")] public static int _1() => 1; [Action(\"action\")] public static int N() => 1; }")]
    [InlineData("public static class A { [Action] public static int Run() => 1; [Action(\"Run!\")] public static int M() => 1; }", "public static class A { [Action] public static int Run() => 1; [Action(\"run_2\")] public static int M() => 1; }")]
    [InlineData("public static class A { [Action(\"HTTPServer2 start-up\")] public static int M() => 1; }", "public static class A { [Action(\"http_server2_start_up\")] public static int M() => 1; }")]
    public Task An_action_gets_a_valid_name(string before, string? after) => VerifyAsync(new NameFix(), before, after);

    [Theory]
    [InlineData("public static class A { [Action] public static int M([Range(1, 2)] CancellationToken c) => 1; }", "public static class A { [Action] public static int M(CancellationToken c) => 1; }")]
    [InlineData("public static class A { [Action] public static int M([Required, Range(1, 2)] CancellationToken c, [System.ComponentModel.DefaultValue(1), Range(1, 2)] int b) => b; }", "public static class A { [Action] public static int M(CancellationToken c, [Range(1, 2)] int b) => b; }")]
    [InlineData("public static class A\n{\n    /// <summary>Kept.</summary>\n    [Action]\n    [System.ComponentModel.Description(\"x\")]\n    public static int M() => 1; // kept\n}", "public static class A\n{\n    /// <summary>Kept.</summary>\n    [Action]\n    public static int M() => 1; // kept\n}")]
    [InlineData("public sealed class R { [Range(1, 2)] public int X; public int Y { get; set; } } public static class A { [Action] public static int M(R r) => r.Y; }", "public sealed class R { public int X; public int Y { get; set; } } public static class A { [Action] public static int M(R r) => r.Y; }")]
    [InlineData("public static class A { [Action] public static int M([Range(1, 2, ErrorMessage = \"x\")] int a, [Display(Prompt = \"x\", Name = \"y\", Order = 1)] int b) => a + b; }", "public static class A { [Action] public static int M([Range(1, 2)] int a, [Display(Name = \"y\")] int b) => a + b; }")]
    public Task An_attribute_without_effect_goes(string before, string? after) => VerifyAsync(new AttributeFix(), before, after);

    private static string In(string actions, string member) =>
        $"{actions}public static class Later5 {{ public static Task Later(this int a, int b, CancellationToken stop = default) => Task.Delay(a + b, stop); }}\npublic static class Caller\n{{\n    {member}\n}}\n";

    /// <param name="after">Null when no fix is to be offered.</param>
    private static async Task VerifyAsync(CodeFixProvider fix, string before, string? after)
    {
        string rule = fix.FixableDiagnosticIds.Single();
        Project project = Project.Of(before) with { Unsafe = true };
        Assert.Contains(await project.AnalyzeAsync(), d => d.Id == rule);
        FixRun run = new(project, fix);

        Project[] results = [await run.OneByOneAsync(), await run.AllAsync(FixAllScope.Document), await run.AllAsync(FixAllScope.Project), await run.AllAsync(FixAllScope.Solution)];

        Assert.All(results, r => Assert.Equal(after ?? before, r.Files["/project/Actions.cs"]));
        if (after is not null)
        {
            results[0].Generate().Emit();
            Assert.DoesNotContain(await results[0].AnalyzeAsync(), d => d.Id == rule);
        }
    }
}
