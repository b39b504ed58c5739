using System.Globalization;
using System.Runtime.CompilerServices;
using Tinpot.Platform;
using Tinpot.Settings;

namespace Tinpot.Hosting.Limits;

/// <summary>How a host divides the descriptors that its process may have between connections, children and everything else.</summary>
internal sealed record DescriptorBudget
{
    /// <summary>Three pipes, and one for the moment of the start.</summary>
    private const int PerChild = 4;

    /// <summary>The least that connections and children need together.</summary>
    private const int LeastShared = 8;

    /// <summary>Each connection needs memory too, so a high limit of descriptors is not the only limit.</summary>
    private const int MostConnections = 20_000;

    /// <summary>For assemblies, the store, the log and the runtime. Each loaded assembly has two as long as the process lives.</summary>
    public static int Own => RuntimeFeature.IsDynamicCodeSupported ? 240 : 80;

    /// <summary>With fewer than this the host does not start.</summary>
    public static int Minimum => Own + LeastShared;

    /// <summary>The limit of the process; null = there is none, or it is not known.</summary>
    public required int? Limit { get; init; }

    /// <summary>How many connections may be open at once.</summary>
    public required int Connections { get; init; }

    /// <summary>How many children always have their descriptors.</summary>
    public required int Children { get; init; }

    /// <summary>How many children the settings allow.</summary>
    public required int WantedChildren { get; init; }

    /// <summary>How many streams, logs and waits there may be at once.</summary>
    public int LongResponses => Math.Max(1, Connections / 2);

    /// <param name="children">How many children the settings allow.</param>
    public static DescriptorBudget Of(int? limit, int children)
    {
        long shared = limit is { } number ? Math.Max(number - Own, LeastShared) : int.MaxValue;
        long connections = Math.Max(shared / 2, shared - ((long)children * PerChild));
        return new DescriptorBudget
        {
            Limit = limit,
            Connections = (int)Math.Min(connections, MostConnections),
            Children = (int)Math.Min(children, (shared - connections) / PerChild),
            WantedChildren = children,
        };
    }

    public static DescriptorBudget Of(TinpotOptions options, HostRole role) =>
        Of(ResourceLimits.Descriptors(), role == HostRole.Api || options.Isolation == Isolation.InProcess ? 0 : options.Concurrency + options.MostParked);

    /// <summary>Keeps a host from starting whose process may have too few descriptors.</summary>
    /// <exception cref="StartException">There are too few.</exception>
    public static void Require()
    {
        if (ResourceLimits.Descriptors() is { } limit && limit < Minimum)
        {
            throw new StartException(string.Create(CultureInfo.InvariantCulture,
                $"This process may have only {limit} open files and connections, and the host needs at least {Minimum}. Raise the limit with 'ulimit -n 4096' before the start, or with LimitNOFILE=4096 in the systemd unit."));
        }
    }

    /// <summary>Lets no more executions run at once than there are descriptors for. A child for which there are none could not start.</summary>
    public void Apply(TinpotOptions options)
    {
        if (Children >= WantedChildren)
            return;
        int parked = options.MostParked;
        options.Concurrency = Math.Min(options.Concurrency, Math.Max(Children, 1));
        options.ParkedLimit = Math.Clamp(Children - options.Concurrency, 0, parked);
    }

    /// <returns>null when the limit suffices for what the settings allow.</returns>
    public string? Warning() => Limit is null || Children >= WantedChildren ? null : string.Create(CultureInfo.InvariantCulture,
        $"This process may have only {Limit} open files and connections. This is enough for {Connections} connections and {Math.Max(Children, 1)} executions, including those that wait for others; the settings allow {WantedChildren} (WORKER_CONCURRENCY and TINPOT_PARKED_LIMIT). Raise the limit to {Own + (2 * PerChild * WantedChildren)} or more (ulimit -n, or LimitNOFILE= in the systemd unit).");
}
