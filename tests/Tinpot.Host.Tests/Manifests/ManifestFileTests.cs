using Tinpot.Manifests;

namespace Tinpot.Host.Tests.Manifests;

/// <summary>Where the manifest of a project is found.</summary>
public sealed class ManifestFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("tinpot-project-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Beside_the_project_that_the_program_was_built_in()
    {
        Folder("Ops", project: true);
        Folder("Other", project: true);

        Assert.Equal(At("Ops/tinpot.manifest.json"), ManifestFile.Find(null, Folder("Ops/bin/Debug/net10.0"), At("Other")));
    }

    [Fact]
    public void Above_the_current_folder_when_the_program_was_built_elsewhere()
    {
        Folder("Ops", project: true);

        Assert.Equal(At("Ops/tinpot.manifest.json"), ManifestFile.Find(null, Folder("artifacts/bin/Ops/debug"), Folder("Ops/Actions")));
    }

    [Fact]
    public void Nowhere_without_a_project() => Assert.Null(ManifestFile.Find(null, Folder("opt/ops"), Folder("var")));

    [Fact]
    public void Where_it_is_said_to_be()
    {
        Folder("Ops/bin", project: true);
        Folder("contracts");

        Assert.Equal(At("contracts/tinpot.manifest.json"), ManifestFile.Find("contracts", At("Ops/bin"), _root.FullName));
        Assert.Equal(At("contracts/ops.json"), ManifestFile.Find("contracts/ops.json", At("Ops/bin"), _root.FullName));
        Assert.Equal(At("x.json"), ManifestFile.Find(At("x.json"), At("Ops/bin"), _root.FullName));
    }

    private string Folder(string path, bool project = false)
    {
        Directory.CreateDirectory(At(path));
        if (project)
            File.WriteAllText(Path.Combine(At(path), "Any.csproj"), "");
        return At(path);
    }

    private string At(string path) => Path.Combine(_root.FullName, path);
}
