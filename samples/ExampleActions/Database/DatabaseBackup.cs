namespace ExampleActions;

/// <summary>A backup that was written.</summary>
/// <param name="BackupFile">Path of the file</param>
/// <param name="SizeMb">Size in megabytes</param>
public sealed record DatabaseBackup(string BackupFile, double SizeMb);
