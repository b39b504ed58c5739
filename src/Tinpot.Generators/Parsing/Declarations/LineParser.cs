using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Finds where actions are written.</summary>
internal static class LineParser
{
    public static LineModel Parse(MethodDeclarationSyntax method, IMethodSymbol symbol)
    {
        FileLinePositionSpan place = method.SyntaxTree.GetLineSpan(method.Identifier.Span);
        return new LineModel(symbol.Id(), place.Path.Replace('\\', '/'), place.StartLinePosition.Line + 1);
    }

    /// <summary>The path below the project's folder; of a file elsewhere the name alone, so that no machine's paths are compiled in.</summary>
    public static string Relative(string path, string directory) =>
        directory.Length > 0 && path.StartsWith(directory + "/", StringComparison.Ordinal)
            ? path.Substring(directory.Length + 1)
            : path.Substring(path.LastIndexOf('/') + 1);
}
