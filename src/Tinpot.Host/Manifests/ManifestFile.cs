using System.Text;
using Tinpot.Platform;

namespace Tinpot.Manifests;

/// <summary>The checked-in manifest: where it is, and how it is written.</summary>
internal static class ManifestFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The file that is meant: the one named, or <c>tinpot.manifest.json</c> in the folder of the project.</summary>
    /// <param name="named">A file, or an existing folder; null for the project's.</param>
    /// <param name="program">Folder of the program; <c>dotnet run</c> starts it below the project's.</param>
    /// <param name="current">The current folder, looked at when the program was built elsewhere.</param>
    /// <returns>Null when no folder above either holds a project.</returns>
    public static string? Find(string? named, string program, string current)
    {
        if (named is not null)
        {
            string path = Path.GetFullPath(named, current);
            return Directory.Exists(path) ? Path.Combine(path, ManifestDocument.FileName) : path;
        }

        string? project = ProjectFolder(program) ?? ProjectFolder(current);
        return project is null ? null : Path.Combine(project, ManifestDocument.FileName);
    }

    /// <summary>Replaces the file as a whole: who reads it meanwhile sees the old one or the new one.</summary>
    /// <returns>False when it says the same already; then it is not touched.</returns>
    public static bool Write(string path, string manifest)
    {
        if (File.Exists(path) && File.ReadAllText(path, Utf8) == manifest)
            return false;
        string draft = $"{path}.{RandomNames.New()}";
        try
        {
            File.WriteAllText(draft, manifest, Utf8);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        return true;
    }

    private static string? ProjectFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && folder.EnumerateFiles("*.csproj").Any())
                return folder.FullName;
        }

        return null;
    }
}
