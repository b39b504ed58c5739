using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>How much memory a process uses.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of it that are in memory, shared ones included; 0 when it is gone.</summary>
    public static long Of(int process)
    {
        if (!OperatingSystem.IsLinux())
            return OfAnySystem(process);
        Span<byte> text = stackalloc byte[256];
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file =
                File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/statm"));
            // Pages: all, then those in memory
            string[] pages = Encoding.ASCII.GetString(text[..RandomAccess.Read(file, text, 0)]).Split(' ', 3);
            return pages.Length > 1 ? long.Parse(pages[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long OfAnySystem(int process)
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
