namespace ExampleActions;

/// <summary>What a run of the migrations did.</summary>
/// <param name="Environment">Environment whose database it was</param>
/// <param name="MigrationsApplied">Number applied; 0 in a dry run</param>
/// <param name="DryRun">Nothing was applied on purpose</param>
public sealed record MigrationRun(string Environment, int MigrationsApplied, bool DryRun);
