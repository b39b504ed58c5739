using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Declarations;

/// <summary>What C# forbids generated code to name, and names that nobody can give, are one error at their place, or do no harm.</summary>
public class ForbiddenNameTests
{
    private const string Gone = "[Obsolete(\"x\", true)] public sealed record Gone(int A); ";
    private const string GoneService = "[Obsolete(\"x\", true)] public sealed class Gone; ";
    private const string Name = "System.Text.Json.Serialization.JsonPropertyName";
    private const string MemberName = "System.Text.Json.Serialization.JsonStringEnumMemberName";

    [Theory]
    [InlineData("TPT001", Gone + "[Obsolete] public static class A { [Action] public static void Run(Gone [|a|]) { } }", "'Gone' is [Obsolete] with error: true, so that generated code cannot name it")]
    [InlineData("TPT001", Gone + "[Obsolete] public static class A { [Action] public static List<Gone?> [|Run|]() => []; }", "'Gone' is [Obsolete]")]
    [InlineData("TPT001", Gone + "[Obsolete] public sealed record B(Gone[] X); [Obsolete] public static class A { [Action] public static void Run(B [|a|]) { } }", "X: 'Gone' is [Obsolete]")]
    [InlineData("TPT001", GoneService + "[Obsolete] public static class A { [Action] public static void Run([FromServices] Gone [|a|]) { } }", "'Gone' is [Obsolete]")]
    [InlineData("TPT001", GoneService + "[Obsolete] public static class A { [Action] public static void Run(Microsoft.Extensions.Logging.ILogger<Gone> [|a|]) { } }", "'Gone' is [Obsolete]")]
    [InlineData("TPT001", "[Obsolete(\"x\", true)] public static class Gone { public enum In { X } } [Obsolete] public static class A { [Action] public static void Run(Gone.In [|a|]) { } }", "'Gone' is [Obsolete]")]
    [InlineData("TPT007", GoneService + "[Obsolete] public sealed class A(Gone a) { [Action] public string [|Run|]() => $\"{a}\"; }", "'Gone' is [Obsolete]")]
    [InlineData("TPT007", "[Obsolete(\"x\", true)] public sealed class A { [Action] public void [|Run|]() { } }", "'A' is [Obsolete]")]
    [InlineData("TPT007", "[Obsolete(\"x\", true)] public static class A { public static class B { [Action] public static void [|Run|]() { } } }", "'A' is [Obsolete]")]
    [InlineData("TPT009", "public static class A { [Obsolete(\"x\", true)][ActionServices] public static void [|Add|](IServiceCollection s, IConfiguration c) { } }", "not forbidden to call")]
    [InlineData("TPT009", "public static class A { [System.Diagnostics.Conditional(\"X\")][ActionServices] public static void [|Add|](IServiceCollection s, IConfiguration c) { } }", "'Add' must be")]
    [InlineData("TPT009", "public static class A { [ActionServices] public static async void [|Add|](IServiceCollection s, IConfiguration c) => await Task.Yield(); }", "'Add' must be")]
    [InlineData("TPT009", "public interface A { [ActionServices] public static abstract void [|Add|](IServiceCollection s, IConfiguration c); }", "'Add' must be")]
    [InlineData("TPT009", "public static class A { extension(string) { [ActionServices] public static void [|Add|](IServiceCollection s, IConfiguration c) { } } }", "'Add' must be")]
    [InlineData("TPT001", "public struct P { public int X; public int Y; } public static class A { [Action] public static void Run(P [|a|]) { } }", "P holds fields, and only public properties are read and written")]
    [InlineData("TPT001", "public class B { public int X = 1; } public sealed class P : B; public static class A { [Action] public static List<P> [|Run|]() => []; }", "P holds fields")]
    [InlineData("TPT001", "[System.Runtime.CompilerServices.InlineArray(4)] public struct P { private int _x; } public static class A { [Action] public static P [|Run|]() => default; }", "P holds fields")]
    [InlineData("TPT001", "public sealed class P { public int X { get; private set; } } public static class A { [Action] public static void Run(P? [|a|]) { } }", "no property of P can be set")]
    [InlineData("TPT001", "public sealed class Job { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; } public static class A { [Action] public static Job [|Run|]() => new(); }", "Tinpot does not await it")]
    [InlineData("TPT007", "public sealed class A { [Obsolete(\"x\", true)] public A() { } [Action] public void [|Run|]() { } }", "exactly one accessible constructor")]
    [InlineData("TPT001", "public enum E { [" + MemberName + "(\"a\\ud800\")] X } public static class A { [Action] public static void Run(E [|a|]) { } }", "the name of its member X in JSON contains half of a surrogate pair, which is not allowed in any text")]
    [InlineData("TPT001", "public enum E { X, [" + MemberName + "(\"\\0\")] Y } public static class A { [Action] public static E[] [|Run|]() => []; }", "the name of its member Y in JSON contains the NUL character")]
    [InlineData("TPT001", "public sealed record B([property: " + Name + "(\"x\\udc00\")] int X); public static class A { [Action] public static void Run(B [|a|]) { } }", "the name of B.X in JSON contains half of a surrogate pair")]
    [InlineData("TPT001", "public sealed class B { [" + Name + "(\"a\\0b\")] public int X { get; set; } } public static class A { [Action] public static B [|Run|]() => new(); }", "the name of B.X in JSON contains the NUL character")]
    [InlineData("TPT007", "public interface I { void Run(); } public sealed class A : I { [Action] void I.[|Run|]() { } }", "only ordinary methods can be actions")]
    [InlineData("TPT007", "public static class A { [method: [|Action|]] public static event Action? Ran; public static void Raise() => Ran?.Invoke(); }", "Action 'Ran' cannot run here: only ordinary methods can be actions")]
    [InlineData("TPT045", "public static class A { [method: [|MaxConcurrent(1)|]] public static event Action? Ran; public static void Raise() => Ran?.Invoke(); }", "'Ran' has [MaxConcurrent]")]
    [InlineData("TPT009", "public static class A { public static readonly Action<IServiceCollection, IConfiguration> F = [[|ActionServices|]] (s, c) => { }; }", "'lambda' must be")]
    [InlineData("TPT009", "public static class A { public static void M() { [ActionServices] static void [|Add|](IServiceCollection s, IConfiguration c) { } Add(null!, null!); } }", "'Add' must be 'static void Add(IServiceCollection services")]
    public async Task A_mistake_is_one_error_at_its_place(string id, string source, string message)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        Project project = Project.Of(source.Replace("[|", "").Replace("|]", "") + "\npublic static class Sound { [Action] public static int Healthy() => 1; }")
            .With("/project/Usings.Services.cs", "global using Microsoft.Extensions.Configuration;\nglobal using Microsoft.Extensions.DependencyInjection;");

        ImmutableArray<Diagnostic> diagnostics = await project.AnalyzeAsync();

        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        using RunningProgram program = project.Generate().Load();
        Assert.Equal("1", (await program.RunAsync("healthy")).Result);
    }

    [Fact]
    public async Task An_accessor_that_C_sharp_forbids_is_none()
    {
        Project project = Project.Of("""
            public sealed class Options { public int A { get; [Obsolete("x", true)] set; } = 3; public int B { [Obsolete("x", true)] get; set; } public int C { get; set; } }
            public static class Work { [Action] public static Options Run(Options options) => options; }
            """);
        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load();

        Assert.Equal("""{"a":3,"c":2}""", (await program.RunAsync("run", """{"options":{"c":2}}""")).Result);
    }

    [Fact]
    public async Task A_type_and_a_namespace_may_be_called_like_a_keyword_of_async_methods()
    {
        Project project = Project.Of("""
            namespace Some.await
            {
                public sealed record @await(int X) : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
                public sealed class awaiter(@await? none = null) : IAsyncDisposable
                {
                    public ValueTask DisposeAsync() => default;
                    [Action] public async Task<@await> RunAsync(@await value) { await Task.Yield(); return none ?? value; }
                }
            }
            """);
        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load();

        Assert.Equal("""{"x":2}""", (await program.RunAsync("run", """{"value":{"x":2}}""")).Result);
    }

    [Fact]
    public async Task A_member_of_an_enum_and_a_constructor_that_C_sharp_forbids_stay_out_of_generated_code()
    {
        Project project = Project.Of("""
            public enum Mode { A, [Obsolete("x", true)] B = -2 }
            [Flags] public enum Rights : ulong { Read = 1, [Obsolete("x", true)] Write = 1UL << 63 }

            public sealed class Work
            {
                [Obsolete("x", true)] public Work(int a) => _ = a;
                public Work() { }
                [Action] public Mode Pass(Mode mode) => mode;
                [Action] public Rights Grant(Rights rights) => rights;
            }
            """);
        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load();

        Assert.Equal("\"b\"", (await program.RunAsync("pass", """{"mode":"b"}""")).Result);
        Assert.Equal("""["write","read"]""", (await program.RunAsync("grant", """{"rights":["read","write"]}""")).Result);
    }
}
