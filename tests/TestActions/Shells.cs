using System.Diagnostics;

namespace TestActions;

/// <summary>Programs as an author starts them who knows nothing of <see cref="Tinpot.Shell"/>: with the streams of this process.</summary>
internal static class Shells
{
    public static Process Run(string script) => Process.Start(new ProcessStartInfo("sh", ["-c", script]))!;
}
