using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>A referenced assembly has actions that the generator never saw.</summary>
public class UnannouncedActionsTests
{
    private const string Chores = """
        namespace Acme;

        public class Chores
        {
            public class Daily
            {
                [Action] public static void Sweep() { }
            }
        }
        """;

    [Fact]
    public async Task Library_without_the_generator_is_reported_once_with_an_example()
    {
        Diagnostic diagnostic = Assert.Single(await ReferenceAsync(Ungenerated(Chores)));

        Assert.Equal(("TPT016", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.DefaultSeverity));
        Assert.StartsWith("'Library' has actions, e.g. 'Daily.Sweep'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Library_with_the_generator_is_fine() =>
        Assert.Empty(await ReferenceAsync((Project.Of(Chores) with { Name = "Library" }).Generate().AsReference()));

    [Fact]
    public async Task Program_is_fine() => Assert.Empty(await ReferenceAsync(
        (Project.Of(Chores + "public static class P { public static void Main() { } }") with { Name = "Library", Kind = OutputKind.ConsoleApplication })
            .Generate().AsReference()));

    [Fact]
    public async Task Library_that_knows_actions_and_has_none_is_fine() =>
        Assert.Empty(await ReferenceAsync(Ungenerated("public static class Names { public static string? Of(ActionAttribute action) => action.Name; }")));

    private static Task<ImmutableArray<Diagnostic>> ReferenceAsync(MetadataReference library) =>
        (Project.Of("public static class Own { [Action] public static void Tidy() { } }") with { References = [library] }).AnalyzeAsync();

    private static MetadataReference Ungenerated(string source)
    {
        using MemoryStream assembly = new();
        Assert.True((Project.Of(source) with { Name = "Library" }).Compile().Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }
}
