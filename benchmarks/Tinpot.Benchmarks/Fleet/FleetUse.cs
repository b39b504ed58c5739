using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>Milliseconds of processor time that a fleet, its Redis and this process have used since their start, or between two readings.</summary>
internal readonly record struct FleetUse(double Api, double Workers, double Children, double Redis, double Client)
{
    /// <summary>Without Redis and the client.</summary>
    public double Own => Api + Workers + Children;

    public static FleetUse operator -(FleetUse left, FleetUse right) => new(
        left.Api - right.Api, left.Workers - right.Workers, left.Children - right.Children, left.Redis - right.Redis, left.Client - right.Client);

    public static FleetUse operator /(FleetUse use, int count) => new(
        use.Api / count, use.Workers / count, use.Children / count, use.Redis / count, use.Client / count);

    public static FleetUse Of(WebFleet fleet)
    {
        double api = ProcessUse.Of(fleet.Processes.Take(1)).Milliseconds;
        double workers = ProcessUse.Of(fleet.Processes.Skip(1)).Milliseconds;
        double all = ProcessUse.OfTrees(fleet.Processes).Milliseconds;
        return new(
            api, workers, all - api - workers, ProcessUse.Of([fleet.Redis!.Id]).Milliseconds, ProcessUse.Of([Environment.ProcessId]).Milliseconds);
    }
}
