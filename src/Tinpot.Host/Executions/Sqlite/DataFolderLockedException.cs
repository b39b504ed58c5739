namespace Tinpot.Executions.Sqlite;

/// <summary>Another host works on the data folder.</summary>
/// <param name="processId">The other host; null when it has not said yet.</param>
internal sealed class DataFolderLockedException(string folder, int? processId) : Exception(
    $"The data folder {folder} is in use by another host"
    + (processId is null ? "" : $", process {processId}")
    + ". Stop that one, or set TINPOT_DATA to another folder.")
{
    public string Folder { get; } = folder;

    public int? ProcessId { get; } = processId;
}
