using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.Generators.Pipeline;

/// <summary>Generated code is C# 14. A project of an older language gets one sentence instead of errors in files it did not write.</summary>
internal static class LanguageCheck
{
    /// <summary>The language's version when it is too old for what the project has of ours; else null.</summary>
    public static string? TooOld(ParseOptions options, int actionsAndCalls) =>
        actionsAndCalls > 0 && options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp14 and var version } ? version.ToDisplayString() : null;

    public static void Report(SourceProductionContext context, string? version)
    {
        if (version is not null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.LanguageVersion, Location.None, version));
    }
}
