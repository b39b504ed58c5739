using Tinpot.Settings.Checks;
using Tinpot.Stores.Redis.Connecting;

namespace Tinpot.Hosting.Checks;

/// <summary>The servers of Redis answer, and a host can work on them.</summary>
internal sealed class RedisCheck(ServerWatch watch) : HostCheck
{
    public override string? Fault() => watch.Fault;
}
