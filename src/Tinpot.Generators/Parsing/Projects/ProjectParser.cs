using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Projects;

/// <summary>Reduces compilation and build properties to what the outputs need.</summary>
internal static class ProjectParser
{
    private const string Namespace = "Tinpot.Generated";

    public static ProjectModel Parse(Compilation compilation, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        if (!compilation.HasLanguage())
            return ProjectModel.Nothing;
        bool executable = IsExecutable(compilation);
        bool host = compilation.GetTypeByMetadataName(KnownNames.Host) is not null;
        JoinResult joined = Joins(compilation, options);
        return new ProjectModel(
            NamespaceOf(compilation),
            executable,
            host,
            executable && host && compilation.GetEntryPoint(cancellation) is null,
            Option(options, "ProjectDir").Replace('\\', '/').TrimEnd('/'),
            joined.Joins.ToEquatableArray(),
            joined.Names.Keys.OrderBy(static n => n, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <summary>Where generated code is.</summary>
    public static string NamespaceOf(Compilation compilation) =>
        IsExecutable(compilation) ? Namespace : $"{Namespace}.{NamespaceOf(compilation.AssemblyName ?? "Library")}";

    /// <summary>Whose actions join the program's.</summary>
    public static JoinResult Joins(Compilation compilation, AnalyzerConfigOptions options) =>
        JoinParser.Parse(compilation, IsExecutable(compilation), ReferencedProjects(options));

    public static bool IsExecutable(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    /// <summary>A name in which everything that is no letter, digit or underscore is an underscore.</summary>
    public static string Identifier(string name)
    {
        StringBuilder result = new(name.Length + 1);
        if (name.Length > 0 && char.IsDigit(name[0]))
            result.Append('_');
        foreach (char c in name)
            result.Append(char.IsLetterOrDigit(c) ? c : '_');
        return result.ToString();
    }

    private static string NamespaceOf(string assembly) =>
        string.Join(".", assembly.Split(['.'], StringSplitOptions.RemoveEmptyEntries).Select(static part => Identifier(part).Escaped()));

    /// <summary>Published by the build: <c>A|B</c>.</summary>
    private static HashSet<string> ReferencedProjects(AnalyzerConfigOptions options) =>
        new(Option(options, "TinpotProjectReferences").Split(['|'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    private static string Option(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value) ? value : "";
}
