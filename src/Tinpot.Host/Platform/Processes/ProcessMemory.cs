using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tinpot.Platform.Processes;

/// <summary>How much memory a process uses. Keeps what it is read from open, because it may be read after each execution.</summary>
internal sealed class ProcessMemory(int process) : IDisposable
{
    private SafeFileHandle? _file;

    /// <summary>Bytes of it that are in memory, shared ones included; 0 when it is gone.</summary>
    public long Read()
    {
        if (!OperatingSystem.IsLinux())
            return OfAnySystem();
        Span<byte> text = stackalloc byte[256];
        try
        {
            _file ??= File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/statm"));
            // Pages: all, then those in memory
            string[] pages = Encoding.ASCII.GetString(text[..RandomAccess.Read(_file, text, 0)]).Split(' ', 3);
            return pages.Length > 1 ? long.Parse(pages[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public void Dispose() => _file?.Dispose();

    private long OfAnySystem()
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return found.WorkingSet64;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return 0;
        }
    }
}
