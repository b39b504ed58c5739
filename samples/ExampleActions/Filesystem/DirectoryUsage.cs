namespace ExampleActions;

/// <summary>What a directory holds, all levels below it included.</summary>
/// <param name="Path">Absolute path</param>
/// <param name="Bytes">Sum of the files' lengths</param>
/// <param name="Files">Number of files</param>
public sealed record DirectoryUsage(string Path, long Bytes, long Files);
