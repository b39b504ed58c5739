using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Analyzers;

/// <summary>Files that our generator wrote.</summary>
internal static class OurFiles
{
    public static bool Has(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
        && tree.FilePath.IndexOf("Tinpot.Generators", StringComparison.Ordinal) >= 0;
}
