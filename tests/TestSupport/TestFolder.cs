using System.Diagnostics;

namespace Tinpot.Tests;

/// <summary>A folder of a test, which goes with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tinpot-faults-").FullName;

    /// <summary>A folder that another user than that of the tests may write to.</summary>
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public static TestFolder ForEveryone()
    {
        var folder = new TestFolder();
        System.IO.File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Lines of a file that others write; none when there is none yet.</summary>
    public string[] Lines(string name)
    {
        long since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return System.IO.File.Exists(File(name)) ? System.IO.File.ReadAllLines(File(name)) : [];
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10))
            {
                // Whoever appends to it has it alone, for a moment
                Thread.Yield();
            }
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
