using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Pipeline;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Diagnostics;

/// <summary>What the generator itself reports: that it cannot work here, or that it failed.</summary>
public class GeneratorDiagnosticTests
{
    private static readonly Lazy<MetadataReference> Library = new(static () =>
        (Project.Of("public static class Far { [Action] public static int Off() => 1; }") with { Name = "Library" }).Generate().AsReference());

    private static readonly Project Sound = Project.Of("""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public static class A
        {
            [Action] public static int Run() => Other() + Far.Off();
            [Action] public static int Other() => 1;
            [ActionServices] internal static void Add(IServiceCollection services, IConfiguration configuration) { }
        }
        """) with { References = [Library.Value] };

    [Theory]
    [InlineData(LanguageVersion.CSharp13, "13.0")]
    [InlineData(LanguageVersion.CSharp12, "12.0")]
    public async Task An_old_language_is_one_error_and_nothing_is_emitted(LanguageVersion language, string version)
    {
        Project project = Sound.With("/project/More.cs", "public static class B { [Action] private static Func<int> Wrong() => A.Run; }") with { Language = language };

        GeneratorDriverRunResult result = Run(project, new TinpotGenerator());

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("TPT000", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains($"this is C# {version};", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(result.GeneratedTrees);
        Assert.Empty(await project.AnalyzeAsync());
    }

    [Fact]
    public void A_call_of_another_assemblys_action_is_enough()
    {
        Project project = Project.Of("public static class B { static int M() => Far.Off(); }") with { References = [Library.Value], Language = LanguageVersion.CSharp13 };

        GeneratorDriverRunResult result = Run(project, new TinpotGenerator());

        Assert.Equal("TPT000", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public void An_old_language_without_actions_is_nobodys_business() =>
        Assert.Empty(Run(Project.Of("public static class B { static int M() => 1; }") with { References = [Library.Value], Language = LanguageVersion.CSharp13 }, new TinpotGenerator()).Diagnostics);

    [Theory]
    [InlineData("Tinpot.Actions")]
    [InlineData("Tinpot.Lines")]
    [InlineData("Tinpot.Services")]
    [InlineData("Tinpot.Project")]
    [InlineData("Tinpot.CalledNames")]
    [InlineData("Tinpot.CallSites")]
    [InlineData("Tinpot.Actions_A.g.cs")]
    [InlineData("Tinpot.ActionCatalog.g.cs")]
    [InlineData("Tinpot.Sources.g.cs")]
    [InlineData("Tinpot.ForeignCalls.g.cs")]
    [InlineData("Tinpot.Interceptors.g.cs")]
    public void A_fault_is_a_warning_with_its_place(string step)
    {
        GeneratorDriverRunResult result = Run(Sound, new TinpotGenerator(new Guard(s =>
        {
            if (s == step)
                throw new InvalidTimeZoneException("injected\nby the test");
        })));

        // Of the compiler's own CS8785 and CS8784 there is none
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, diagnostic =>
        {
            Assert.Equal(("TPT090", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.DefaultSeverity));
            Assert.Contains($"please report this: {step}: InvalidTimeZoneException: injected by the test at ", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Contains("at Tinpot.Generators.Pipeline.Guard.Try", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
        // What does not depend on the step is there
        Assert.Equal(step is "Tinpot.Project", result.GeneratedTrees.IsEmpty);
        Assert.Null(result.Results.Single().Exception);
    }

    [Fact]
    public void A_fault_of_the_build_properties_is_caught_where_they_are_read()
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TinpotGenerator().AsSourceGenerator()], parseOptions: Sound.ParseOptions, optionsProvider: new BuildProperties(new Faulty()));

        Diagnostic diagnostic = Assert.Single(driver.RunGenerators(Sound.Compile(), TestContext.Current.CancellationToken).GetRunResult().Diagnostics);

        Assert.Equal("TPT090", diagnostic.Id);
        Assert.Contains("Tinpot.Project: NotSupportedException: no properties", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("Tinpot.Generators.Parsing.Projects.ProjectParser", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_is_no_fault()
    {
        using CancellationTokenSource source = new();
        TinpotGenerator generator = new(new Guard(_ => source.Cancel()));

        Assert.ThrowsAny<OperationCanceledException>(() => Sound.Driver(generator).RunGenerators(Sound.Compile(), source.Token));
    }

    private static GeneratorDriverRunResult Run(Project project, TinpotGenerator generator) =>
        project.Driver(generator).RunGenerators(project.Compile(), TestContext.Current.CancellationToken).GetRunResult();

    private sealed class Faulty : Dictionary<string, string>, IReadOnlyDictionary<string, string>
    {
        bool IReadOnlyDictionary<string, string>.TryGetValue(string key, out string value) => throw new NotSupportedException("no properties");
    }
}
