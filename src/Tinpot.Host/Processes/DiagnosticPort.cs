namespace Tinpot.Processes;

/// <summary>
/// The socket in the temporary folder over which the runtime takes commands of tools such as <c>dotnet-trace</c>. Every process
/// of the same user can connect, and read the environment and the memory.
/// </summary>
internal static class DiagnosticPort
{
    public const string Variable = "DOTNET_EnableDiagnostics";
    public const string Off = "0";

    private static readonly string[] Switches = [Variable, "COMPlus_EnableDiagnostics", $"{Variable}_IPC", "COMPlus_EnableDiagnostics_IPC"];

    /// <summary>Whether this process has one. A native program has none.</summary>
    public static bool IsOpen => AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not null
        && !Switches.Any(name => Environment.GetEnvironmentVariable(name)?.Trim() == Off);
}
