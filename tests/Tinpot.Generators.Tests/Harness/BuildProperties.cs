using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>What the build tells the compiler, by hand.</summary>
internal sealed class BuildProperties(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    /// <summary>The build marks the manifest and no other file.</summary>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is ManifestText
        ? new Options(new Dictionary<string, string> { ["build_metadata.AdditionalFiles.TinpotManifest"] = "true" })
        : GlobalOptions;

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => properties.TryGetValue(key, out value);
    }
}
