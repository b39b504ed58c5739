using System.Diagnostics;

namespace Tinpot.Host.Tests.Stores;

/// <summary>A small file system in memory, which only root can mount; unmounted when disposed.</summary>
internal sealed class TmpfsMount : IDisposable
{
    public TmpfsMount(string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a file system.");
        Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", Folder);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tinpot-mount-").FullName;

    public void Remount(string options) => Run("mount", "-o", "remount," + options, Folder);

    /// <summary>Takes what is left of the space.</summary>
    public void Fill()
    {
        try
        {
            using var file = new FileStream(Path.Combine(Folder, "filler"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] block = new byte[4096];
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full
        }
    }

    public void Free() => File.Delete(Path.Combine(Folder, "filler"));

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
    }
}
