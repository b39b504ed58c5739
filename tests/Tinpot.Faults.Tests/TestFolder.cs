namespace Tinpot.Faults.Tests;

/// <summary>A folder of a test, which goes with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tinpot-faults-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Lines of a file that others write; none when there is none yet.</summary>
    public string[] Lines(string name) => System.IO.File.Exists(File(name)) ? System.IO.File.ReadAllLines(File(name)) : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
