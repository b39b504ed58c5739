namespace Tinpot.Tests.Redis;

/// <summary>What becomes of one command.</summary>
/// <param name="Error">Answered instead of the server, which never sees the command: a line of the protocol without its minus.</param>
/// <param name="Garbage">Answered instead of the server with bytes that mean nothing.</param>
/// <param name="CutAfter">The server does what it is told; of its answer so many bytes arrive, then the connection breaks.</param>
internal sealed record ProxyRule(string? Error = null, byte[]? Garbage = null, int? CutAfter = null)
{
    public static readonly ProxyRule Pass = new();
}
