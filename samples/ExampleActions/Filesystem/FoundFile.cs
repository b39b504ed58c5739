namespace ExampleActions;

/// <summary>A file that was looked for.</summary>
/// <param name="Path">Its whole path</param>
/// <param name="Bytes">Its size</param>
/// <param name="Modified">When it was last written to</param>
public sealed record FoundFile(string Path, long Bytes, DateTimeOffset Modified);
