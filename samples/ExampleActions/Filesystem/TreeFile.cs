namespace ExampleActions;

/// <summary>A file of a tree.</summary>
/// <param name="Info">The file</param>
/// <param name="Path">Its path below the root, with forward slashes</param>
internal readonly record struct TreeFile(FileInfo Info, string Path);
