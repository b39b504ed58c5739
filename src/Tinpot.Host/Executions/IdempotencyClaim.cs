namespace Tinpot.Executions;

/// <summary>A key under which a principal's request counts once for 24 hours.</summary>
/// <param name="Key">The client's key, 1–255 visible ASCII characters.</param>
/// <param name="RequestHash">Keyed hash of action and arguments; another hash under the same key is a conflict.</param>
internal sealed record IdempotencyClaim(string Key, ReadOnlyMemory<byte> RequestHash);
