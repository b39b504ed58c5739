using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, JoinResult>> Joined = new();

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

    /// <summary>The actions of other assemblies that join the program's.</summary>
    /// <remarks>Computed once for a compilation, of which half a dozen analyzers ask it.</remarks>
    public static JoinResult Joins(Compilation compilation, AnalyzerConfigOptions options)
    {
        string projects = Option(options, "TinpotProjectReferences");
        return Joined.GetOrCreateValue(compilation).GetOrAdd(projects, p => JoinParser.Parse(compilation, IsExecutable(compilation), Names(p)));
    }

    public static bool IsExecutable(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    /// <summary>The name with an underscore for every character that is not a letter, a digit or an underscore.</summary>
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

    /// <param name="projects">Names of the referenced projects, as the build gives them: <c>A|B</c>.</param>
    private static HashSet<string> Names(string projects) =>
        new(projects.Split(['|'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    private static string Option(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value) ? value : "";
}
