using System.Globalization;
using System.Runtime.InteropServices;
using Tinpot;

namespace TestActions;

/// <summary>Tries what an action must not be able to do to its host, and tells what it was given.</summary>
[ActionGroup("Isolation")]
public static partial class IsolationActions
{
    private const int Attach = 16;
    private const int Detach = 17;

    /// <summary>Tries to look into a process; returns what worked.</summary>
    /// <param name="process">0 = the process that started this one.</param>
    [Action]
    public static string[] LookInto([Range(0, int.MaxValue)] int process = 0)
    {
        int target = process == 0 ? GetParent() : process;
        string proc = string.Create(CultureInfo.InvariantCulture, $"/proc/{target}");
        List<string> open = [];
        Try("environ", () => File.ReadAllBytes($"{proc}/environ"));
        Try("mem", () => File.OpenHandle($"{proc}/mem").Dispose());
        Try("mem for writing", () => File.OpenHandle($"{proc}/mem", access: FileAccess.Write).Dispose());
        Try("maps", () => File.ReadAllBytes($"{proc}/maps"));
        Try("fd", () => Directory.GetFileSystemEntries($"{proc}/fd"));
        Try("output", () => File.OpenHandle($"{proc}/fd/1", access: FileAccess.Write).Dispose());
        if (Trace(Attach, target, 0, 0) == 0)
        {
            open.Add("ptrace");
            // Refused until the process has stopped, and it would stay stopped then
            SpinWait.SpinUntil(() => Trace(Detach, target, 0, 0) == 0, TimeSpan.FromSeconds(30));
        }

        return [.. open];

        void Try(string what, Action look)
        {
            try
            {
                look();
                open.Add(what);
            }
            catch (Exception error) when (error is UnauthorizedAccessException or IOException)
            {
                // That is what is asked
            }
        }
    }

    /// <summary>Returns lines of a file in <c>/proc/self</c>.</summary>
    [Action]
    public static string[] TellOwn(string file) => File.ReadAllLines($"/proc/self/{file}");

    /// <summary>Returns what a program prints.</summary>
    [Action]
    public static async Task<string> TellOutput(string program, string[] arguments, CancellationToken cancellation) =>
        (await Shell.RunAsync(program, arguments, cancellation)).Output;

    /// <summary>Starts the daemons of a family, each with a name among its arguments, says so, and waits.</summary>
    /// <param name="name">By which a test finds them.</param>
    [Action]
    public static async Task KeepFamily(string name, CancellationToken cancellation)
    {
        await Shell.RunAsync("sh",
            [
                "-c",
                "setsid sh -c 'while :; do sleep 1; done' \"$1 marked\" </dev/null >/dev/null 2>&1 & "
                + "env -i setsid sh -c 'while :; do /bin/sleep 1; done' \"$1 cleared\" </dev/null >/dev/null 2>&1 & "
                + "echo family",
                "sh", name,
            ],
            cancellation);
        await Task.Delay(Timeout.Infinite, cancellation);
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();

    [LibraryImport("libc", EntryPoint = "ptrace")]
    private static partial nint Trace(int request, int process, nint address, nint data);
}
