namespace ExampleActions.Tests;

/// <summary>Actions are methods: they are called like any other, without a host.</summary>
public sealed class SimulatedActionTests
{
    [Fact]
    public async Task A_workflow_returns_what_its_steps_returned()
    {
        var result = await DevOpsActions.FullDeployAsync("production");

        Assert.Equal("success", result.Workflow);
        Assert.Equal("production", result.Deployment.Environment);
        Assert.StartsWith("/backups/", result.Backup.BackupFile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_action_submits_runs_in_place_without_a_host() =>
        Assert.Equal(["staging", "production"], (await DevOpsActions.RollOutAsync(["staging", "production"])).Select(one => one.Environment));

    [Fact]
    public async Task A_dry_run_applies_no_migration() =>
        Assert.Equal(
            new MigrationRun("staging", MigrationsApplied: 0, DryRun: true), await DatabaseActions.DbMigrateAsync(dryRun: true));

    [Fact]
    public async Task Cancelling_ends_the_current_step()
    {
        using var stop = new CancellationTokenSource();
        var watch = MonitoringActions.HealthCheckAsync(duration: int.MaxValue, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }
}
