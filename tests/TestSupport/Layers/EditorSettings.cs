using System.Text.RegularExpressions;

namespace Tinpot.Tests.Layers;

/// <summary>Reads what <c>.editorconfig</c> says of single files.</summary>
internal static partial class EditorSettings
{
    /// <summary>The files below a folder for which a rule is off, relative to it.</summary>
    public static IEnumerable<string> WithoutRule(string rule, string folder) =>
        from section in File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")).Split("\n[").Skip(1)
        where section.Contains($"dotnet_diagnostic.{rule}.severity = none", StringComparison.Ordinal)
        let glob = section[..section.IndexOf("]\n", StringComparison.Ordinal)]
        where glob.StartsWith(folder, StringComparison.Ordinal)
        from file in Expand(glob[folder.Length..])
        select file;

    /// <summary><c>a/{b,c}.cs</c> → <c>a/b.cs</c>, <c>a/c.cs</c></summary>
    private static IEnumerable<string> Expand(string glob) => Braces().Match(glob) is { Success: true } braces
        ? braces.Groups["names"].Value.Split(',').Select(name => Braces().Replace(glob, name))
        : [glob];

    [GeneratedRegex(@"\{(?<names>[^}]*)\}")]
    private static partial Regex Braces();
}
