using System.Text.Unicode;

namespace Tinpot.Cli;

/// <summary>The command line as the system has it. .NET puts U+FFFD in the place of bytes that are not UTF-8.</summary>
internal static class ProcessWords
{
    private const string Source = "/proc/self/cmdline";

    /// <summary>Whether words may have lost bytes: one holds U+FFFD, and the command line of the process is not UTF-8.</summary>
    public static bool AreDamaged(IEnumerable<string> words)
    {
        if (!OperatingSystem.IsLinux() || !words.Any(word => word.Contains('\uFFFD', StringComparison.Ordinal)))
            return false;
        try
        {
            return !Utf8.IsValid(File.ReadAllBytes(Source));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Without /proc nobody can tell; the character may well be meant
            return false;
        }
    }
}
