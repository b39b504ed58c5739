using System.Diagnostics;

namespace Tinpot.Tests.Processes;

/// <summary>
/// One compiler that stays warm for all builds of this test program, and ends with it. It has a name of its own, so that it is
/// neither shared with the tree's builds nor left behind.
/// </summary>
internal sealed class CompilerServer : IDisposable
{
    private static readonly string Name = $"tinpot-tests-{Environment.ProcessId}-{Guid.NewGuid():n}"[..40];

    /// <summary>Lets a build that is started use it. MSBuild itself leaves nothing behind.</summary>
    public static void Share(ProcessStartInfo start)
    {
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = Name;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
    }

    public void Dispose()
    {
        foreach (LinuxProcess server in LinuxProcess.Named(Name))
            server.Kill();
    }
}
