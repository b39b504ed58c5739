using System.Diagnostics;

namespace Tinpot.Faults.Tests;

/// <summary>A program of actions on disk: an assembly that the runtime runs, or a native executable.</summary>
public sealed record HostProgram(string Path)
{
    /// <summary>How it is started with some arguments.</summary>
    public ProcessStartInfo Start(params string[] arguments) => Path.EndsWith(".dll", StringComparison.Ordinal)
        ? new ProcessStartInfo("dotnet", [Path, .. arguments])
        : new ProcessStartInfo(Path, arguments);
}
