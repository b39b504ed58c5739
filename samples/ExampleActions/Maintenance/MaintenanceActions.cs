using Tinpot;

namespace ExampleActions;

/// <summary>Keeping the house clean.</summary>
[ActionGroup("Maintenance")]
public static class MaintenanceActions
{
    /// <summary>Delete cache files older than a number of days (simulated: nothing is deleted).</summary>
    /// <param name="days">Age in days from which a file goes</param>
    /// <param name="cancel">Ends the cleanup between two files</param>
    [Action]
    public static async Task<CacheCleanup> CleanCacheAsync(int days = 7, CancellationToken cancel = default)
    {
        const int files = 3;
        Console.WriteLine($"Starting cache cleanup (files older than {days} days)...");
        for (var file = 1; file <= files; file++)
        {
            await Simulation.StepAsync($"Deleted /tmp/cache_file_{file}.tmp", cancel);
        }

        Console.WriteLine($"✓ Cache cleanup complete! Removed {files} files.");
        return new CacheCleanup(files);
    }
}
