using System.Globalization;
using Tinpot.Settings.Checks;
using Tinpot.Workers.Running;

namespace Tinpot.Hosting.Checks;

/// <summary>The worker claims work: its loop goes round, which it does at least every five seconds, and its claims succeed.</summary>
internal sealed class ClaimsCheck(Worker worker) : HostCheck
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(20);

    public override string? Fault()
    {
        if (worker.ClaimFailure is { } failure)
            return failure;
        return worker.SinceLastPass is var since && since > Stale
            ? string.Create(CultureInfo.InvariantCulture, $"The worker has not looked for work for {since.TotalSeconds:F0} s; the store may be slow.")
            : null;
    }
}
