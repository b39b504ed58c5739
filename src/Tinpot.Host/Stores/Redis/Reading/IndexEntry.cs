using StackExchange.Redis;

namespace Tinpot.Stores.Redis.Reading;

/// <summary>An execution that an index names.</summary>
/// <param name="Element">Its id, if it is one.</param>
internal readonly record struct IndexEntry(RedisKey Index, RedisValue Element, long Place);
