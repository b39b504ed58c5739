using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.Generators.Tests.Diagnostics;

/// <summary>Every rule is documented, tracked and reported by somebody. Rules are found, not listed: a new one is covered by being there.</summary>
public class RuleTests
{
    private static readonly DiagnosticDescriptor[] Rules =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .SelectMany(static t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(static f => (DiagnosticDescriptor)f.GetValue(null)!)
            .OrderBy(static d => d.Id, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(static d => d.Id)];

    [Fact]
    public void Ids_are_unique_and_declared()
    {
        string[] declared = [.. typeof(DiagnosticIds).GetFields().Select(static f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

        Assert.Equal(declared, Rules.Select(static d => d.Id));
        Assert.Equal(declared.Distinct(), declared);
        Assert.All(declared, static id => Assert.Matches("^TPT[0-9]{3}$", id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        string file = Path.Combine(Root(), "docs", "rules", $"{id}.md");
        Assert.True(File.Exists(file), $"Write docs/rules/{id}.md: title, severity, what is wrong, why it matters, how to fix it, when to suppress it.");
        string[] lines = File.ReadAllLines(file);

        Assert.Equal($"# {id}: {rule.Title}", lines[0]);
        Assert.Contains($"Severity: {Severity(rule)}", lines);
        Assert.Equal(
            ["## What is wrong", "## Why it matters", "## How to fix it", "## When to suppress it"],
            lines.Where(static l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains("```csharp", lines);
        Assert.Equal($"https://github.com/tinpot/tinpot/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_index(string id)
    {
        DiagnosticDescriptor rule = Rule(id);

        Assert.Single(
            File.ReadAllLines(Path.Combine(Root(), "docs", "rules", "README.md")),
            line => line == $"| [{id}]({id}.md) | {rule.Title} | {Severity(rule)} |");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_a_release(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        string folder = Path.Combine(Root(), "src", "Tinpot.Generators");

        Assert.Single(
            File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Unshipped.md")).Concat(File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Shipped.md"))),
            line => line.StartsWith($"{id} | {rule.Category} | {rule.DefaultSeverity} | ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_belongs_to_a_rule()
    {
        string[] pages = [.. Directory.GetFiles(Path.Combine(Root(), "docs", "rules"), "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(static p => p != "README")];

        Assert.Equal(Rules.Select(static d => d.Id), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rule_is_reported_by_an_analyzer()
    {
        IEnumerable<string> reported = typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .SelectMany(static t => ((DiagnosticAnalyzer)Activator.CreateInstance(t, nonPublic: true)!).SupportedDiagnostics)
            .Select(static d => d.Id);

        Assert.Equal(Rules.Select(static d => d.Id), reported.Concat(OfTheGenerator).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The rules that only the generator can report.</summary>
    private static readonly string[] OfTheGenerator = ["TPT000", "TPT090"];

    private static DiagnosticDescriptor Rule(string id) => Rules.Single(d => d.Id == id);

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
