using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Platform.Reflection;
using Tinpot.Runtime;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>When children are started, closed and replaced.</summary>
internal sealed record ChildPoolOptions
{
    public static ChildPoolOptions Of(TinpotOptions options, CompiledCatalog catalog, HostMark host) => new()
    {
        Host = host,
        Diagnostics = options.Diagnostics,
        NewPrivileges = options.ChildNewPrivileges,
        Build = CatalogBuild.Of(catalog),
        MaxExecutions = options.ChildMaxExecutions,
        MaxMemory = options.ChildMaxMemory,
        Environment = options.ChildEnvironment,
        MostFrameBytes = ChildProtocol.FrameLimit(options.ResultLimit),
    };

    /// <summary>Stands in the marks of the children.</summary>
    public HostMark Host { get; init; } = HostMark.Of("");

    /// <summary>Children may be debugged, traced and dumped.</summary>
    public bool Diagnostics { get; init; }

    /// <summary>What children start may gain rights, as <c>sudo</c> does.</summary>
    public bool NewPrivileges { get; init; }

    /// <summary>What a child must say it was built as.</summary>
    public required string Build { get; init; }

    /// <summary>Executions after which a child is replaced.</summary>
    public int MaxExecutions { get; init; } = int.MaxValue;

    /// <summary>Bytes of memory a child may grow beyond what it had at its start before it is replaced.</summary>
    public long MaxMemory { get; init; } = long.MaxValue;

    /// <summary>Names of environment variables that children get although they are on the list of those they do not.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Longest frame that a child may send.</summary>
    public required int MostFrameBytes { get; init; }

    /// <summary>So long the rest of a frame may take to come after a part of it came.</summary>
    public TimeSpan FrameTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A child that was not needed for so long is closed.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>So long a child may take to come up, on a machine that is busy with other things too.</summary>
    public TimeSpan GreetingTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many more processes and threads the system starts; null = no limit is near.</summary>
    public Func<int?> Room { get; init; } = ThreadRoom.Left;

    /// <summary>Whether it starts so many more; asked before each execution.</summary>
    public Func<int, bool> HasRoom { get; init; } = ThreadRoom.Has;

    /// <summary>So long a child may take to go before it is killed.</summary>
    public TimeSpan CloseTime { get; init; } = TimeSpan.FromSeconds(2);
}
