using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Analyzers;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>TPT047: an action is never lost, or made smaller, because another generator writes a part of what it uses.</summary>
public class UnseenActionTests
{
    private const string Written = """
        public sealed record Whole(int X);
        public partial class Filter { public string? Text { get; set; } }
        public partial struct Id : System.IParsable<Id>
        {
            public static Id Parse(string s, System.IFormatProvider? provider) => default;
            public static bool TryParse(string? s, System.IFormatProvider? provider, out Id result) { result = default; return true; }
        }
        public static partial class Work { public static partial int Count() => 3; }
        """;

    [Theory]
    [InlineData("public static void {|TPT047:M|}(Whole a) { }", "missing from the generated code")]
    [InlineData("public static Whole {|TPT047:M|}() => new(1);", "missing from the generated code")]
    [InlineData("public static async Task<List<Whole?>> {|TPT047:M|}() { await Task.Yield(); return []; }", "missing from the generated code")]
    [InlineData("public static void {|TPT047:M|}(Filter a) { }", "generated without what another generator adds")]
    [InlineData("public static Filter {|TPT047:M|}() => new();", "generated without what another generator adds")]
    [InlineData("public static void {|TPT047:M|}(Dictionary<string, Id> a) { }", "generated without what another generator adds")]
    public async Task What_another_generator_writes_is_told(string action, string message)
    {
        Markup markup = Mark(action);

        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(Project.Of(markup.Text));

        markup.Verify(diagnostics);
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static void M(int a, Own b) { }")]
    [InlineData("public static int M() { Whole a = new(1); return a.X; }")]
    [InlineData("public static partial int Count();")]
    public async Task What_the_generator_sees_is_not(string action) => Assert.Empty(await AnalyzeAsync(Project.Of(Mark(action).Text)));

    [Fact]
    public async Task Two_actions_of_one_name_are_another_error() =>
        Assert.Empty(await AnalyzeAsync(Project.Of(Mark("public static void M() { } [Action(\"m\")] public static void N() { }").Text)));

    private static Markup Mark(string action) => Markup.Parse($$"""
        public sealed record Own(int A, Own? B = null);
        public partial class Filter { private string? _text = ""; public override string? ToString() => _text ??= null; }
        public partial struct Id;
        public static partial class Work { [Action] {{action}} }
        public static class Other { [Action] public static int Healthy(Own? own = null) => 1; }
        """);

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project)
    {
        BuildProperties properties = new(project.Properties);
        CSharpGeneratorDriver.Create([new TinpotGenerator().AsSourceGenerator(), new Writer().AsSourceGenerator()], parseOptions: project.ParseOptions, optionsProvider: properties)
            .RunGeneratorsAndUpdateCompilation(project.Compile(), out Compilation output, out _, TestContext.Current.CancellationToken);
        return await output.WithAnalyzers([new UnseenActionAnalyzer()], new AnalyzerOptions([], properties)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Writer : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.ParseOptionsProvider, static (c, _) => c.AddSource("Written.g.cs", "#nullable enable\n" + Written));
    }
}
