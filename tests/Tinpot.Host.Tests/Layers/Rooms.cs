using Tinpot.Tests.Layers;

namespace Tinpot.Host.Tests.Layers;

/// <summary>The rooms of the host. Its public entry points are in none, and use everything.</summary>
internal static class Rooms
{
    public static readonly LayerMap Map = new("Tinpot.Host", "Tinpot",
    [
        ["Platform"],
        ["Settings"],
        ["Security"],
        ["Executions"],
        ["Stores/Sqlite", "Stores/Redis"],
        ["Telemetry"],
        ["Actions", "Manifests"],
        ["Fleet"],
        ["Workers/Log"],
        ["Workers/Output"],
        ["Workers/Stopping"],
        ["Workers/Leases"],
        ["Workers/Submitting"],
        ["Workers/Invocation"],
        ["Workers/Protocol"],
        ["Workers/Child"],
        ["Workers/Pool"],
        ["Workers/Running"],
        ["Http"],
        ["Api", "WebConsole"],
        ["Hosting"],
        ["Cli"],
    ],
    ["Settings/TinpotOptions.cs", "Settings/StartException.cs"]);
}
