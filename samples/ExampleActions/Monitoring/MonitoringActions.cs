using Tinpot;

namespace ExampleActions;

/// <summary>Watching.</summary>
[ActionGroup("Monitoring")]
public static class MonitoringActions
{
    /// <summary>Watch the system's health for a while, one check a second (simulated: it is always healthy).</summary>
    /// <param name="duration">Seconds</param>
    /// <param name="cancel">Ends the watch</param>
    [Action]
    public static async Task<HealthReport> HealthCheckAsync(int duration = 30, CancellationToken cancel = default)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 1; i <= duration; i++)
        {
            Console.WriteLine($"[{i}/{duration}] Checking system health...");
            await second.WaitForNextTickAsync(cancel);
        }

        Console.WriteLine("✓ All systems healthy!");
        return new HealthReport("healthy", duration);
    }
}
