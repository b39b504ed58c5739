using Tinpot.Platform;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>The owner of a store as the store itself tells.</summary>
/// <param name="Token">A random value that each owner chooses.</param>
/// <param name="File">The database that it opened.</param>
/// <param name="Lock">The lock file that it holds; null when the system keeps no locks there.</param>
/// <param name="Beats">Rises with each sign of life.</param>
/// <param name="BeatAt">When the last one was, in milliseconds since its machine started.</param>
internal sealed record OwnerRow(Guid Token, ProcessIdentity Process, FileIdentity? File, FileIdentity? Lock, long Beats, long BeatAt);
