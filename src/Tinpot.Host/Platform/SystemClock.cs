namespace Tinpot.Platform;

/// <summary>
/// The clock of the machine. Code of the host gets its <see cref="TimeProvider"/> from the services, so that an application and a test
/// can replace it. Only code that waits for another process or for the kernel uses this clock: their time passes whatever a replaced
/// clock shows.
/// </summary>
internal static class SystemClock
{
    public static TimeProvider Instance => TimeProvider.System;

    /// <summary>Milliseconds since the machine started. All processes of a machine share them.</summary>
    public static long Uptime => Environment.TickCount64;
}
