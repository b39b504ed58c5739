using System.Text.RegularExpressions;

namespace Tinpot.Tests.Layers;

/// <summary>A source file of a project; path and folder are relative to the project.</summary>
internal sealed partial record SourceFile(string Path, string Folder, string Namespace, string[] Types, string[] Usings)
{
    public static SourceFile[] Of(string project) =>
    [
        .. from file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
           let path = System.IO.Path.GetRelativePath(project, file).Replace('\\', '/')
           where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
           select Read(path, File.ReadAllText(file)),
    ];

    private static SourceFile Read(string path, string text)
    {
        string name = NamespaceLine().Match(text).Groups["name"].Value;
        return new SourceFile(
            path,
            System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/'),
            name,
            [.. TypeLine().Matches(text).Select(match => $"{name}.{match.Groups["name"].Value}")],
            [.. UsingLine().Matches(text).Select(match => match.Groups["name"].Value)]);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (static |\w+ = )?(?<name>Tinpot[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    /// <summary>A type stands at the beginning of a line, what is nested in it does not.</summary>
    [GeneratedRegex(@"^((public|internal|file|sealed|abstract|static|readonly|ref|unsafe|partial) )*(record struct|record class|class|struct|record|interface|enum|delegate [^\s(]+(<[^>]*>\??)?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
