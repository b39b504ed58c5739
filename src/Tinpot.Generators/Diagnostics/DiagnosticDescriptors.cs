using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>Every rule, in words that say what to do. A file for each range of ids.</summary>
/// <remarks>Each has a page in <c>docs/rules</c>, a line in the index there and a row in <c>AnalyzerReleases.Unshipped.md</c>; a test finds what is missing.</remarks>
internal static partial class DiagnosticDescriptors
{
    private const string Declaration = "Tinpot.Declaration";
    private const string Interception = "Tinpot.Interception";
    private const string Usage = "Tinpot.Usage";
    private const string Ignored = "Tinpot.Ignored";
    private const string Contract = "Tinpot.Contract";
    private const string Internal = "Tinpot.Internal";

    private static DiagnosticDescriptor Error(string id, string category, string title, string message, params string[] tags) =>
        Rule(id, category, DiagnosticSeverity.Error, title, message, tags);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, params string[] tags) =>
        Rule(id, category, DiagnosticSeverity.Warning, title, message, tags);

    private static DiagnosticDescriptor Rule(string id, string category, DiagnosticSeverity severity, string title, string message, string[] tags) => new(
        id, title, message, category, severity, isEnabledByDefault: true,
        helpLinkUri: $"https://github.com/tinpot/tinpot/blob/main/docs/rules/{id}.md",
        customTags: tags);
}
