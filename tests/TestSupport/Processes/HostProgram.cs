using System.Diagnostics;

namespace Tinpot.Tests.Processes;

/// <summary>A program of actions on disk: an assembly that the runtime runs, or a native executable.</summary>
public sealed record HostProgram(string Path)
{
    /// <summary>What the process may take of the system; null = what the tests may.</summary>
    public SystemLimits? Limits { get; init; }

    /// <summary>A command that becomes the program, such as one that changes the user.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>How it is started with some arguments.</summary>
    public ProcessStartInfo Start(params string[] arguments)
    {
        string[] command = Path.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", Path, .. arguments] : [Path, .. arguments];
        if (Limits is not null)
            command = [.. Limits.Command, .. command];
        command = [.. Prefix, .. command];
        return new ProcessStartInfo(command[0], command[1..]);
    }
}
