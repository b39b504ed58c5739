using System.Diagnostics;

namespace Tinpot.Faults.Tests.Outages;

/// <summary>A file system of a fixed size, in memory, that can be filled to the last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    public SmallDisk(int mebibytes)
    {
        Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Path);
        _filler = System.IO.Path.Combine(Path, "filler");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tinpot-disk-").FullName;

    /// <summary>Leaves nothing free.</summary>
    public void Fill()
    {
        using FileStream file = new(_filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        byte[] piece = new byte[4096];
        try
        {
            while (true)
                file.Write(piece);
        }
        catch (IOException)
        {
            // Full
        }
    }

    public void Free() => File.Delete(_filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error} These tests mount a file system, so they run as root.");
    }
}
