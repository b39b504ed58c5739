namespace Tinpot.Stores.Sqlite;

/// <summary>Another host works on the data folder.</summary>
/// <param name="processId">The other host; null when it has not said yet.</param>
/// <param name="host">The machine it runs on; null when it has not said yet.</param>
internal sealed class DataFolderLockedException(string folder, int? processId, string? host) : Exception(
    $"The data folder {folder} is in use by another host"
    + (processId is null ? "" : $", process {processId}")
    + (host is null ? "" : $" on {host}")
    + ". Stop that host, or set TINPOT_DATA to another folder.")
{
    public string Folder { get; } = folder;

    public int? ProcessId { get; } = processId;

    public string? Host { get; } = host;
}
