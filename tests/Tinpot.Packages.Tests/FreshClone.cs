namespace Tinpot.Packages.Tests;

/// <summary>A copy of the tree without the output of any build, as somebody has it who has just cloned it; deleted when disposed.</summary>
internal sealed class FreshClone : IDisposable
{
    private static readonly string[] Folders = ["src", "samples", "tests", "benchmarks"];
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    public FreshClone()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root).Where(file => Path.GetFileName(file) != ".git"))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        foreach (var folder in Folders)
        {
            Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(Folder, folder));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tinpot-clone-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !Built.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
