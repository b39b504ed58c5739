using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>A call is recorded wherever code can stand.</summary>
public class CallerShapeTests
{
    internal const string Callers = """
        using static Leaf;

        public static class Leaf
        {
            [Action] public static int One(int n = 1) => n;
            [Action] public static bool Yes(string why) => why.Length >= 0;
            [Action] public static async Task<int> Later(int n) { await Task.Yield(); return n; }
        }

        public class Base(int seed) { public int Seed => seed; }

        public class Holder(int extra) : Base(One(21))
        {
            private readonly int _field = One(2);
            public static readonly int Static = One(3);
            private int _kept;
            public Holder() : this(One(22)) => _kept = One(4);
            static Holder() => One(5);
            public int Property { get => One(6); set => _kept = One(value); }
            public int Auto { get; } = One(23);
            public int this[int index] => One(index);
            public event Action Event { add { One(7); value(); } remove => One(8); }
            public static Holder operator +(Holder a, int b) { One(b); return a; }
            public static explicit operator int(Holder a) => One(9);
            public void operator +=(int b) => _kept = One(b);
            public int Sum => extra + _field + _kept + Seed + Auto;
        }

        public ref struct Window { public int Look() => One(10); }
        public interface IDefault { int Given() => One(11); static virtual int Virtual() => One(12); }
        public struct Plain : IDefault { public int Own() => One(13); }
        public record Point(int X) { public int Y { get; init; } = One(14); }
        public class Box<T> { public static int Of<U>(T a, U b) => One(15); public int Inner() { return new Nested().Go(); } public class Nested { public int Go() => One(16); } }
        public enum E { A }
        public static class Extra { public static int Twice(this int x) => One(x) * 2; extension(string s) { public int Long => One(s.Length); public int Longer() => One(s.Length + 1); } }
        file static class Hidden { public static int Go() => One(17); }

        public static class Root
        {
            [Action] public static int Constructs() => new Holder().Sum;
            [Action] public static int Members() { Holder h = new(0); h.Property = 31; int x = h.Property + h[32]; h.Event += () => One(33); h.Event -= () => { }; h += 34; h = h + 35; return x + (int)h; }
            [Action] public static int Kinds() => new Window().Look() + ((IDefault)new Plain()).Given() + Virtual<Plain>() + new Plain().Own() + new Point(1).Y + Box<int>.Of(1, "") + new Box<E>().Inner() + 18.Twice() + "abc".Long + "abc".Longer() + Hidden.Go();
            private static int Virtual<T>() where T : IDefault => T.Virtual();
            [Action] public static int Iterates() => Items().Sum();
            private static IEnumerable<int> Items() { yield return One(1); try { yield return One(2); } finally { One(3); } }
            [Action] public static async Task<int> Streams() { int sum = 0; await foreach (int i in Stream()) sum += One(i); return sum; }
            private static async IAsyncEnumerable<int> Stream() { yield return await Later(1); yield return One(2); }
            [Action] public static int LocalFunctions() { int n = One(1); return Outer() + Static(2); int Outer() { return Inner(); int Inner() => One(n + 2); } static int Static(int x) => One(x); }
            [Action] public static int Statements()
            {
                int sum = 0;
                for (int i = One(0); i < One(1); i += One(1)) sum++;
                while (sum < One(2)) sum++;
                do { sum++; } while (sum < One(3));
                if (Yes("if") && !Yes("and")) sum = 0;
                switch (One(4)) { case 4 when Yes("when"): sum++; break; }
                sum += One(5) switch { 5 when Yes("arm") => One(6), _ => 0 };
                foreach (int x in new[] { One(7) }) sum += x;
                lock (Root.Gate) sum += One(8);
                using (new Done(One(9))) sum++;
                try { throw new Exception(One(10).ToString()); } catch (Exception) when (Yes("filter")) { sum += One(11); } finally { One(12); }
                checked { sum += One(13); }
                goto end;
                end: return sum + One(14);
            }
            private static readonly object Gate = new();
            private sealed class Done(int n) : IDisposable { public void Dispose() => One(n); }
            [Action] public static string Expressions()
            {
                int[] list = [One(1), .. new[] { One(2) }];
                var anonymous = new { A = One(3) };
                (int a, int b) = (One(4), One(5));
                Point p = new(One(6)) { Y = One(7) };
                p = p with { Y = One(8) };
                Dictionary<string, int> map = new() { ["k"] = One(9) };
                int? none = null;
                none ??= One(10);
                bool both = p is { Y: > 0 } && Yes("pattern") ? Yes("then") : Yes("else");
                object boxed = (object)One(11);
                int cast = (int)(long)One(12) + default(int) + checked(One(13)) + (One(14)) + -One(15);
                return $"{One(16)}{a}{b}{none}{list.Length}{anonymous.A}{map["k"]}{both}{boxed}{cast}{One(One(17))}" + One(18);
            }
            [Action] public static int Queries() => (from x in new[] { One(1) } let y = One(x + 1) where Yes("where") orderby One(y) join z in new[] { One(2) } on One(y) equals One(z) group One(3) by One(4) into g select One(g.Key)).Sum();
            [Action] public static async Task<int> Awaits()
            {
                await using (await Open()) { }
                int n = await Later(1).ConfigureAwait(false) + await Task.Run(async () => await Later(2)) + (await Task.WhenAll(Later(3), Later(4))).Sum();
                Task<int> unawaited = Later(5);
                ValueTask<int> wrapped = new(Later(6));
                return n + await unawaited + await wrapped;
            }
            private static async Task<Closing> Open() => new(await Later(7));
            private sealed class Closing(int n) : IAsyncDisposable { public async ValueTask DisposeAsync() => await Later(n + 1); }
            [Action] public static int TwoOnALine() => One(1) + One(1); [Action] public static int SameLine() => One(2) + One(3) + Same(One(1)); private static int Same(int x) => One(x);
            [Action] public static unsafe int Unsafe() { int x = One(1); int* p = &x; fixed (int* q = new[] { One(2) }) return *p + *q; }
            [Action] public static int Nests() => One(One(One(1)) + 1);
        #pragma warning disable CS0162
            [Action] public static int Unreachable() { if (false) One(1); return One(2); }
        #pragma warning restore CS0162
        #line 7 "mapped.razor"
            [Action] public static int Mapped() => One(1) + One(2);
        #line hidden
            [Action] public static int Hides() => One(1);
        #line default
        #line (1, 1) - (1, 20) 5 "spanned.razor"
            [Action] public static int Spanned() => One(1);
        #line default
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => (Project.Of(Callers) with { Unsafe = true }).Generate());

    [Theory]
    [InlineData("constructs", "3 5 22 2 23 21 4")]
    [InlineData("members", "3 5 2 23 21 31 6 32 7 33 8 34 35 9")]
    [InlineData("iterates", "1 2 3")]
    [InlineData("streams", "later:1 1 2 2")]
    [InlineData("local_functions", "1 3 2")]
    [InlineData("awaits", "later:7 later:8 later:1 later:2 later:3 later:4 later:5 later:6")]
    [InlineData("two_on_a_line", "1 1")]
    [InlineData("same_line", "2 3 1 1")]
    [InlineData("unsafe", "1 2")]
    [InlineData("nests", "1 1 2")]
    [InlineData("unreachable", "2")]
    [InlineData("mapped", "1 2")]
    [InlineData("hides", "1")]
    [InlineData("spanned", "1")]
    [InlineData("kinds", "10 11 12 13 14 15 16 18 3 4 17")]
    [InlineData("statements", "0 1 1 1 2 2 3 yes:if yes:and 4 yes:when 5 yes:arm 6 7 8 9 9 10 yes:filter 11 12 13 14")]
    [InlineData("expressions", "1 2 3 4 5 6 14 7 8 9 10 yes:pattern yes:then 11 12 13 14 15 16 17 17 18")]
    [InlineData("queries", "1 2 2 yes:where 2 2 2 4 3 4")]
    public async Task A_call_is_recorded(string action, string calls)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action);

        Assert.Equal(calls, Short(run));
    }

    [Fact]
    public async Task A_call_from_top_level_statements_is_recorded()
    {
        Project project = Project.Of("""
            return Local() + Leaf.Two();
            static int Local() => Leaf.Two() - 4;

            public static class Leaf
            {
                [Action] public static int Two() => 2;
                [Action] public static int Start() => (int)typeof(Leaf).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()])!;
            }
            """) with { Kind = OutputKind.ConsoleApplication };
        using RunningProgram program = project.Generate().Load();

        ActionRun run = await program.RunAsync("start");

        Assert.Equal(("0", "two {} -> 2\ntwo {} -> 2"), (run.Result, run.Calls));
    }

    /// <summary>The calls as <c>action:argument</c>; of <c>one</c> the argument alone.</summary>
    private static string Short(ActionRun run) => string.Join(" ", run.Calls.Split('\n').Select(static line =>
    {
        string name = line[..line.IndexOf(' ')];
        string argument = line[(line.IndexOf(':') + 1)..line.IndexOf('}')].Trim('"');
        return name == "one" ? argument : $"{name}:{argument}";
    }));
}
