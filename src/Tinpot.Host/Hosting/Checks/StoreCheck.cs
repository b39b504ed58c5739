using Tinpot.Executions;
using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>The store takes reads and writes, as the last calls and the probe show.</summary>
internal sealed class StoreCheck(StoreHealth health) : HostCheck
{
    public override string? Fault() => health.Fault;
}
