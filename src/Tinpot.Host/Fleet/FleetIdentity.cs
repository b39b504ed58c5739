using System.Globalization;
using Tinpot.Platform;

namespace Tinpot.Fleet;

/// <summary>What this process is called among all that share the store.</summary>
internal sealed class FleetIdentity
{
    /// <summary>Never used again: a process of the same host and id may come after this one. Without spaces, whatever the machine is called.</summary>
    public string Instance { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(Environment.MachineName)}-{Environment.ProcessId}-{RandomNames.NewShort()}");
}
