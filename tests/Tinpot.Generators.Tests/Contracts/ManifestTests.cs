using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Contracts;

/// <summary>The manifest as a whole: actions that are gone or called otherwise, actions that joined, files that are none.</summary>
public class ManifestTests
{
    private const string Manifest = """
        {
          "format": 1,
          "actions": {
            "clean": {
              "contract_hash": "0123456789abcdef",
              "aliases": ["tidy", "wipe"],
              "parameters": { "type": "object", "properties": { "days": { "type": "integer", "format": "int32" } } }
            }
          }
        }
        """;

    [Fact]
    public async Task An_action_that_is_gone_is_told_at_its_line_of_the_file()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(
            "public static class A { [Action(Aliases = [\"tidy\", \"wipe\"])] public static void Scrub(int days = 1) { } }", Manifest));

        Assert.Equal(("TPT031", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.DefaultSeverity));
        Assert.Equal(
            "Action 'clean' breaks its contract in tinpot.manifest.json: it was removed or renamed; give its successor the alias 'clean' if there is one; 'dotnet run -- manifest --write' accepts the change",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(("/project/tinpot.manifest.json", new LinePosition(3, 4), new LinePosition(3, 11)), Place(diagnostic));
    }

    [Fact]
    public async Task An_alias_keeps_a_renamed_action_callable_and_its_contract_is_compared()
    {
        Assert.Empty(await AnalyzeAsync(
            "public static class A { [Action(Aliases = [\"clean\", \"tidy\", \"wipe\"])] public static void Scrub(int days = 1) { } }", Manifest));

        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(
            "public static class A { [Action(Aliases = [\"clean\", \"tidy\", \"wipe\"])] public static void Scrub(int days) { } }", Manifest));

        Assert.Contains("Action 'clean' breaks its contract", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("days", Text(diagnostic));
    }

    [Fact]
    public async Task An_alias_that_is_gone_is_told_at_the_method()
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync(
            "public static class A { [Action(Aliases = [\"wipe\"])] public static void Clean(int days = 1) { } }", Manifest));

        Assert.Contains(": alias 'tidy' was removed;", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("Clean", Text(diagnostic));
        // An action of that name takes the calls just as well
        Assert.Empty(await AnalyzeAsync("""
            public static class A
            {
                [Action(Aliases = ["wipe", "new_one"])] public static void Clean(int days = 1) { }
                [Action] public static void Tidy() { }
            }
            """, Manifest));
    }

    [Fact]
    public async Task An_action_in_a_generated_file_is_not_gone()
    {
        Project project = Project.Of("").With(
            "/project/Written.g.cs", "public static class A { [Action(Aliases = [\"tidy\", \"wipe\"])] public static void Clean(int days = 1) { } }");

        Assert.Empty(await (project with { AdditionalFiles = [new ManifestText(Manifest)] }).AnalyzeAsync());
    }

    [Fact]
    public async Task Without_a_manifest_nothing_is_said() =>
        Assert.Empty(await (Project.Of("public static class A { [Action] public static void Run() { } }") with { AdditionalFiles = [new OtherText()] }).AnalyzeAsync());

    [Theory]
    [InlineData("", 1, 1, "a value is expected, but the text ends here")]
    [InlineData("[]", 1, 1, "an object is expected here")]
    [InlineData("{}", 1, 1, "the manifest has no 'format'")]
    [InlineData("{ \"format\": 2, \"actions\": {} }", 1, 13, "format 2 is unknown here, where format 1 is written")]
    [InlineData("{\n  \"format\": \"1.0\"\n}", 2, 13, "format 1.0 is unknown here")]
    [InlineData("{ \"format\": 1 }", 1, 1, "the manifest has no 'actions'")]
    [InlineData("{\n\"format\": 1,\n\"actions\": {\n  \"run\": { }\n} }", 4, 10, "action 'run' has no 'parameters'")]
    [InlineData("{\n\"format\": 1,\n\"actions\": {\n  \"run\": { \"parameters\": { \"type\": 5 } }\n} }", 4, 36, "a string is expected here")]
    [InlineData("{\n\"format\": 1,\n\"actions\": { \"run\": { \"parameters\": { \"properties\": { \"a\": { \"minLength\": 1.5 } } } } } }", 3, 75, "a count is expected here")]
    [InlineData("{\n\"format\": 1,\n\"actions\": { \"run\": { \"parameters\": { \"$ref\": \"#/$defs/None\" } } } }", 3, 47, "'#/$defs/None' is not among the schema's $defs")]
    [InlineData("{\n\"format\": 1,\n<<<<<<< ours\n", 3, 1, "a name in quotes is expected here, not '<'")]
    public async Task A_file_that_is_no_manifest_is_told_with_line_and_column(string text, int line, int column, string message)
    {
        Diagnostic diagnostic = Assert.Single(await AnalyzeAsync("public static class A { [Action] public static void Run() { } }", text));

        Assert.Equal(("TPT032", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.DefaultSeverity));
        Assert.Contains($"at line {line}, column {column}: {message}", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(new LinePosition(line - 1, column - 1), Place(diagnostic).Item2);
    }

    [Fact]
    public async Task Actions_that_joined_are_compared_under_the_names_they_have_here()
    {
        Generated before = Library("[Action(Aliases = [\"save\"])] public static int Backup(int copies) => copies; [Action] internal static void Hidden() { }");
        Generated after = Library("[Action] public static int Backup(short copies) => copies; [Action] internal static void Hidden(int n) { }");
        const string Use = "[assembly: UseActions(typeof(Backups), Prefix = \"db\")]";
        ManifestText manifest = ManifestText.Of(Program(Use, before), before.Emit());

        ImmutableArray<Diagnostic> diagnostics = await (Program(Use, after) with { AdditionalFiles = [manifest] }).AnalyzeAsync();

        // The attribute is what brings them in
        Assert.Equal(
            ["alias 'db_save' was removed", "parameter 'copies' was int32 and is int16"],
            diagnostics.Select(static d => d.GetMessage(CultureInfo.InvariantCulture).Split(": ")[1].Split(';')[0]).Order(StringComparer.Ordinal));
        Assert.All(diagnostics, static d => Assert.Equal("UseActions(typeof(Backups), Prefix = \"db\")", Text(d)));
        Assert.Empty(await (Program(Use, before) with { AdditionalFiles = [manifest] }).AnalyzeAsync());
    }

    [Fact]
    public async Task Actions_of_a_referenced_project_are_told_at_the_line_of_the_file()
    {
        Generated before = Library("[Action] public static int Backup(int copies) => copies; [Action] public static void Drop() { }");
        Generated after = Library("[Action] public static int Backup(short copies) => copies;");
        ManifestText manifest = ManifestText.Of(Program("", before, "Acme.Db"), before.Emit());

        ImmutableArray<Diagnostic> diagnostics = await (Program("", after, "Acme.Db") with { AdditionalFiles = [manifest] }).AnalyzeAsync();

        Assert.Equal(["\"backup\"", "\"drop\""], diagnostics.Select(d => manifest.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.Equal(2, (await (Program("", after) with { AdditionalFiles = [manifest] }).AnalyzeAsync()).Length);
    }

    private static Generated Library(string actions) =>
        (Project.Of($"public static class Backups {{ {actions} }}") with { Name = "Acme.Db" }).Generate();

    private static Project Program(string attributes, Generated library, string projects = "") => Project.Of(attributes + " public static class P { public static int Main() => 0; }") with
    {
        Name = "Program",
        Kind = OutputKind.ConsoleApplication,
        References = [library.AsReference()],
        Properties = Project.Of("").Properties.Add("build_property.TinpotProjectReferences", projects),
    };

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, string manifest) =>
        (Project.Of(source) with { AdditionalFiles = [new ManifestText(manifest)] }).AnalyzeAsync();

    private static (string, LinePosition, LinePosition) Place(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return (place.Path, place.StartLinePosition, place.EndLinePosition);
    }

    private static string Text(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>A file of that name that the build did not mark.</summary>
    private sealed class OtherText : AdditionalText
    {
        public override string Path => "/project/bin/tinpot.manifest.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From("nonsense");
    }
}
