using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Analyzers;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>A project in memory: sources in, generated code, diagnostics or a running program out.</summary>
internal sealed record Project
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Tinpot;
        """;

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => IsOfFramework(p) || Path.GetFileName(p) is var name && (name == "Tinpot.Abstractions.dll" || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    public string Name { get; init; } = "Sample";

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Files by path.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<MetadataReference> References { get; init; } = [];

    public ImmutableDictionary<string, string> Properties { get; init; } =
        ImmutableDictionary<string, string>.Empty.Add("build_property.ProjectDir", "/project/");

    /// <summary>Files that are no source.</summary>
    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = [];

    public DocumentationMode Documentation { get; init; } = DocumentationMode.None;

    public bool Nullable { get; init; } = true;

    public bool Unsafe { get; init; }

    /// <summary>A warning is an error.</summary>
    public bool Strict { get; init; } = true;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    /// <summary>System.Text.Json's own generator runs too, for contexts of the author's.</summary>
    public bool JsonContexts { get; init; }

    /// <summary>The driver records the steps of the generator and why each ran. The costs grow faster than the project.</summary>
    public bool TracksSteps { get; init; }

    public static Project Of(string source) => new Project().With("/project/Actions.cs", source);

    public Project With(string path, string source) => this with { Files = Files.SetItem(path, source.ReplaceLineEndings("\n")) };

    public CSharpParseOptions ParseOptions => new CSharpParseOptions(Language, Documentation)
        .WithFeatures([new("InterceptorsNamespaces", "Tinpot.Generated")]);

    public SyntaxTree Parse(string path) => CSharpSyntaxTree.ParseText(Files[path], ParseOptions, path, System.Text.Encoding.UTF8);

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        Name,
        [CSharpSyntaxTree.ParseText(Usings, ParseOptions, "/project/Usings.cs", System.Text.Encoding.UTF8), .. Files.Keys.Select(Parse)],
        Platform.AddRange(References),
        new CSharpCompilationOptions(
            Kind,
            allowUnsafe: Unsafe,
            nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
            generalDiagnosticOption: Strict ? ReportDiagnostic.Error : ReportDiagnostic.Default,
            // A library without documented members of its own; what we generate must be documented nevertheless
            specificDiagnosticOptions: [new("CS8019", ReportDiagnostic.Suppress), new("CS1701", ReportDiagnostic.Suppress)]));

    private static ISourceGenerator Ours(TinpotGenerator? generator) => (generator ?? new TinpotGenerator()).AsSourceGenerator();

    public GeneratorDriver Driver(TinpotGenerator? generator = null) => CSharpGeneratorDriver.Create(
        JsonContexts ? [Ours(generator), JsonGenerator.Create()] : [Ours(generator)],
        parseOptions: ParseOptions,
        optionsProvider: new BuildProperties(Properties),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: TracksSteps));

    public Generated Generate()
    {
        CSharpCompilation input = Compile();
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return new Generated((CSharpCompilation)output, driver);
    }

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(ActionDeclarationAnalyzer).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t, nonPublic: true)!),
    ];

    /// <summary>What our analyzers, all of them, say of the sources, in order of place.</summary>
    /// <param name="isServed">The program stands for one that starts a host, so nothing is said of that.</param>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(bool isServed = true)
    {
        AnalyzerOptions options = new(AdditionalFiles, new BuildProperties(Properties));
        ImmutableArray<Diagnostic> diagnostics = await Compile()
            .WithAnalyzers(Analyzers, options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(d => !isServed || d.Id != "TPT083").OrderBy(static d => d.Location.SourceSpan.Start)];
    }

    /// <summary>What the tests themselves reference, no author's project does.</summary>
    private static bool IsOfFramework(string assembly) => !assembly.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);
}
