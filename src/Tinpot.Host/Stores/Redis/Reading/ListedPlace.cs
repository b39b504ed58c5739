namespace Tinpot.Stores.Redis.Reading;

/// <summary>Where an execution stands in lists.</summary>
internal readonly record struct ListedPlace(long Place, Guid Id);
