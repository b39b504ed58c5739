namespace Tinpot.Stores.Redis.Connecting;

/// <param name="Where">Names the server, without a secret.</param>
/// <param name="Strict">What a server does not promise is a reason not to start.</param>
internal sealed record ServerWatchOptions(string Where, bool Strict);
