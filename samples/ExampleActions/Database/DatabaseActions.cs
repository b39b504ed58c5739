using System.Globalization;
using Tinpot;

namespace ExampleActions;

/// <summary>The database.</summary>
[ActionGroup("Database")]
public static class DatabaseActions
{
    private static readonly string[] Migrations =
        ["0001_create_users", "0002_add_user_email_index", "0003_create_audit_log"];

    /// <summary>Back the database up to a folder (simulated: nothing is read or written).</summary>
    /// <param name="targetPath">Folder that receives the backup</param>
    /// <param name="cancel">Ends the backup between two steps</param>
    [Action]
    public static async Task<DatabaseBackup> DbBackupAsync(string targetPath = "/backups", CancellationToken cancel = default)
    {
        var file = string.Create(
            CultureInfo.InvariantCulture, $"{targetPath.TrimEnd('/')}/backup_{DateTimeOffset.UtcNow:yyyyMMdd_HHmmss}.sql");

        Console.WriteLine("Starting database backup...");
        await Simulation.StepAsync("Locking tables...", cancel);
        await Simulation.StepAsync("Dumping database...", cancel);
        await Simulation.StepAsync($"Saved to {file}", cancel);
        await Simulation.StepAsync("Unlocking tables...", cancel);
        Console.WriteLine("✓ Backup complete!");
        return new DatabaseBackup(file, SizeMb: 245.7);
    }

    /// <summary>Apply the pending migrations of a database (simulated: no database is touched).</summary>
    /// <param name="environment">Environment whose database it is</param>
    /// <param name="dryRun">Say what would be applied and apply nothing</param>
    /// <param name="cancel">Ends the run between two migrations</param>
    [Action(Queue = "devops")]
    public static async Task<MigrationRun> DbMigrateAsync(
        string environment = "staging", bool dryRun = false, CancellationToken cancel = default)
    {
        Console.WriteLine($"Migrating the {environment} database{(dryRun ? " (dry run)" : "")}...");
        foreach (var migration in Migrations)
        {
            await Simulation.StepAsync($"{(dryRun ? "Would apply" : "Applying")} {migration}", cancel);
        }

        var applied = dryRun ? 0 : Migrations.Length;
        Console.WriteLine($"✓ Migrations complete! Applied {applied} of {Migrations.Length}.");
        return new MigrationRun(environment, applied, dryRun);
    }
}
