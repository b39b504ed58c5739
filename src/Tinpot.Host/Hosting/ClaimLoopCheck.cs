using System.Globalization;
using Tinpot.Workers;

namespace Tinpot.Hosting;

/// <summary>The claim loop goes round; it does at least every five seconds while all is well.</summary>
internal sealed class ClaimLoopCheck(Worker worker) : IReadinessCheck
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(20);

    public string Name => "claim_loop";

    public string? Fault() => worker.SinceLastPass is var since && since > Stale
        ? string.Create(CultureInfo.InvariantCulture, $"No pass for {since.TotalSeconds:F0} s; the store may be slow or gone.")
        : null;
}
