namespace ExampleActions;

/// <summary>What a cache cleanup did.</summary>
/// <param name="FilesDeleted">Number of files removed</param>
public sealed record CacheCleanup(int FilesDeleted);
