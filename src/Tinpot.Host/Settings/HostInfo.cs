namespace Tinpot.Settings;

/// <summary>What this process is.</summary>
internal sealed record HostInfo(HostRole Role);
