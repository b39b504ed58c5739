namespace Tinpot.Stores.Redis.Reading;

/// <summary>What a shard has of a list.</summary>
/// <param name="Stopped">The last execution that was looked at, when there may be more after it; null when it came to the end.</param>
internal readonly record struct ListPart(List<ListedExecution> Found, ListedPlace? Stopped);
