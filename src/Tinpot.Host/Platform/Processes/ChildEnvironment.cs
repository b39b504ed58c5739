namespace Tinpot.Platform.Processes;

/// <summary>What a child is not to inherit: the host's secrets, and hooks that were meant for the host.</summary>
internal static class ChildEnvironment
{
    /// <summary>Configuration reads the environment with these prefixes too, and without them.</summary>
    private static readonly string[] Sources = ["DOTNET_", "ASPNETCORE_"];

    private static readonly string[] Secrets =
        ["TINPOT_KEY", "TINPOT_KEY_FILE", "TINPOT__KEY", "TINPOT__KEYFILE", "TINPOT:KEY", "TINPOT:KEYFILE", "REDIS_URL", "TINPOT__REDISURL", "TINPOT:REDISURL"];

    private static readonly string[] Hooks =
    [
        "STARTUP_HOOKS", "ADDITIONAL_DEPS", "HOSTINGSTARTUPASSEMBLIES", "MODIFIABLE_ASSEMBLIES", "HOTRELOAD_NAMEDPIPE_NAME",
        "DiagnosticPorts", "DefaultDiagnosticPortSuspend", "EnableEventPipe",
    ];

    private static readonly string[] Profilers = ["CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER"];

    /// <param name="environment">Of the process to be started.</param>
    /// <param name="allowed">Names that are passed on in spite of it.</param>
    public static void Scrub(IDictionary<string, string?> environment, IReadOnlyCollection<string> allowed)
    {
        foreach (string name in environment.Keys.Where(name => IsScrubbed(name) && !allowed.Contains(name)).ToList())
            environment.Remove(name);
    }

    /// <summary>Whether a variable holds a secret of the host.</summary>
    public static bool IsSecret(string name) =>
        Secrets.Contains(Bare(name), StringComparer.OrdinalIgnoreCase)
        // The headers with which telemetry is sent hold credentials
        || (Begins(name, "OTEL_") && name.EndsWith("_HEADERS", StringComparison.OrdinalIgnoreCase));

    private static bool IsScrubbed(string name) =>
        IsSecret(name)
        || (Bare(name) is var bare && bare != name && Hooks.Contains(bare, StringComparer.OrdinalIgnoreCase))
        || Profilers.Any(profiler => Begins(name, profiler));

    private static string Bare(string name) =>
        Sources.FirstOrDefault(source => Begins(name, source)) is { } prefix ? name[prefix.Length..] : name;

    private static bool Begins(string name, string beginning) => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
