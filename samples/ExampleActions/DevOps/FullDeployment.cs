namespace ExampleActions;

/// <summary>A backup and the deployment that followed it.</summary>
/// <param name="Backup">The backup that was taken first</param>
/// <param name="Deployment">The deployment</param>
/// <param name="Workflow">How the whole went</param>
public sealed record FullDeployment(DatabaseBackup Backup, Deployment Deployment, string Workflow);
