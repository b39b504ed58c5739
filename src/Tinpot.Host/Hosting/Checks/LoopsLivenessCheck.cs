using System.Globalization;
using Tinpot.Platform;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>
/// No loop of the host hangs. A failed pass is repeated and does not need a restart; a pass that does not return does.
/// </summary>
internal sealed class LoopsLivenessCheck(SupervisedLoops loops) : HostCheck
{
    /// <summary>Longer than any pass: retention of large logs takes minutes, an answer of a store at most half a minute.</summary>
    public static readonly TimeSpan LongestPass = TimeSpan.FromMinutes(10);

    public override string? Fault() => loops.All.FirstOrDefault(loop => loop.InPass > LongestPass) is { } hanging
        ? string.Create(CultureInfo.InvariantCulture, $"The {hanging.Name} has been in one pass for {hanging.InPass.TotalSeconds:F0} s.")
        : null;
}
