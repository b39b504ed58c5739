using System.Globalization;
using Tinpot.Platform;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>
/// No loop of the host hangs. A pass that fails is repeated and is no reason for a restart; one that does not return is.
/// </summary>
internal sealed class LoopsLivenessCheck(SupervisedLoops loops) : ILivenessCheck
{
    /// <summary>Longer than any pass: retention of large logs takes minutes, an answer of a store at most half a minute.</summary>
    public static readonly TimeSpan LongestPass = TimeSpan.FromMinutes(10);

    public string Name => "loops";

    public string? Fault() => loops.All.FirstOrDefault(loop => loop.InPass > LongestPass) is { } hanging
        ? string.Create(CultureInfo.InvariantCulture, $"The {hanging.Name} has been in one pass for {hanging.InPass.TotalSeconds:F0} s.")
        : null;
}
