namespace Tinpot.Platform.Processes;

/// <summary>
/// The socket in the temporary folder over which the runtime takes commands of tools such as <c>dotnet-trace</c>, and the pipes of
/// debuggers beside it. Every process of the same user can connect, and read the environment and the memory.
/// </summary>
internal static class DiagnosticPort
{
    /// <summary>In the environment of a process before it starts: the runtime opens none. No setting of the program does that.</summary>
    public const string Variable = "DOTNET_EnableDiagnostics";
    public const string Off = "0";

    /// <summary>Removes the names of those of this process, after which nobody can connect.</summary>
    /// <exception cref="IOException">One of them cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them cannot be removed.</exception>
    public static void Close()
    {
        if (ProcessStat.Read(Environment.ProcessId) is not { } self)
            return;
        string process = $"{Environment.ProcessId}-{self.Started}";
        string[] names = [$"dotnet-diagnostic-{process}-socket", $"clr-debug-pipe-{process}-in", $"clr-debug-pipe-{process}-out"];
        foreach (string name in names)
            File.Delete(Path.Combine(Path.GetTempPath(), name));
    }
}
