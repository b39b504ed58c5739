using System.Text;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Pool;

/// <summary>Finds the child behind a wrapper, which may have started it as a process of its own, in a namespace of its own.</summary>
internal static class WrappedChild
{
    /// <param name="wrapper">The process that the host started.</param>
    /// <param name="mark">Stands in the arguments of all of them.</param>
    /// <returns>The process whose arguments begin with the program; the wrapper's when there is no other.</returns>
    public static int Find(int wrapper, string mark) => ProcessTree.Descendants(wrapper)
        .Select(process => process.Pid)
        .Prepend(wrapper)
        .Select(pid => (Pid: pid, Words: WordsBefore(pid, mark)))
        .Where(process => process.Words >= 0)
        .OrderBy(process => process.Words)
        .Select(process => process.Pid)
        .FirstOrDefault(wrapper);

    /// <summary>How many arguments there are before the mark; -1 without a mark. A wrapper has its own before the child's.</summary>
    private static int WordsBefore(int pid, string mark)
    {
        try
        {
            return Array.IndexOf(Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Split('\0'), mark);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }
}
