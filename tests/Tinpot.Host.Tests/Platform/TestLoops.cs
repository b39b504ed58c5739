using Tinpot.Executions;
using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

/// <summary>Loops as a host makes them.</summary>
internal static class TestLoops
{
    public static SupervisedLoops New(TimeProvider? clock = null) => new(clock ?? TimeProvider.System, static error => error is StoreUnavailableException);
}
