using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tinpot.Runtime;

/// <summary>Finds a program as a shell does: by its path, or in the folders of the <c>PATH</c>, and nowhere else.</summary>
/// <remarks>The runtime would look in the application's folder and in the current directory first.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ProgramPath
{
    private const int Executable = 1;

    /// <summary>The folders that the C library uses without a <c>PATH</c>.</summary>
    private const string Usual = "/bin:/usr/bin";

    /// <param name="program">A name, which is looked up in the <c>PATH</c>, or a path. A relative path starts at the current directory.</param>
    /// <exception cref="FileNotFoundException">There is no such program; the message is a sentence.</exception>
    public static string Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <param name="program">See <see cref="Find(string)"/>.</param>
    /// <param name="folders">The value of the <c>PATH</c>.</param>
    internal static string Find(string program, string? folders)
    {
        if (OperatingSystem.IsWindows())
            return program;
        if (program.Contains('/', StringComparison.Ordinal))
        {
            string path = Path.GetFullPath(program);
            return Reason(path) is { } reason ? throw new FileNotFoundException(reason) : path;
        }

        string? found = null;
        foreach (string folder in (folders ?? Usual).Split(':'))
        {
            // An empty or a relative entry would make the working directory part of the PATH
            if (!folder.StartsWith('/'))
                continue;
            string path = Path.Combine(folder, program);
            if (Reason(path) is not { } reason)
                return path;
            found ??= File.Exists(path) || Directory.Exists(path) ? reason : null;
        }

        throw new FileNotFoundException(found ?? (folders is ""
            ? "The PATH is empty."
            : $"No folder of the PATH has a program of this name. The PATH is {folders ?? Usual}."));
    }

    /// <summary>Why a file cannot be started; null when it can.</summary>
    private static string? Reason(string path) =>
        Directory.Exists(path) ? $"{path} is a folder."
        : !File.Exists(path) ? $"There is no file {path}."
        : Access(path, Executable) != 0 ? $"{path} is not executable for this user."
        : null;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
