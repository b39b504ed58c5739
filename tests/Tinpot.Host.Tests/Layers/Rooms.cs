namespace Tinpot.Host.Tests.Layers;

/// <summary>The rooms of the host, which are its folders and its namespaces, in the order of their layers.</summary>
internal static class Rooms
{
    /// <summary>Public types that live in the room of their concept and keep the namespace of the product.</summary>
    public static readonly string[] PublicFiles = ["Settings/TinpotOptions.cs", "Settings/StartException.cs"];

    /// <summary>A room may use those of the lines above its own, and nothing of its own line but itself.</summary>
    public static readonly string[][] Layers =
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
    ];

    public static IEnumerable<string> All => Layers.SelectMany(rooms => rooms);

    /// <summary>The room that a folder belongs to; null for the public entry points, which may use everything.</summary>
    public static string? Of(string folder) => All.FirstOrDefault(room => folder == room || folder.StartsWith(room + "/", StringComparison.Ordinal));

    /// <summary>The rooms that one may not use.</summary>
    public static IEnumerable<string> Forbidden(string room)
    {
        int own = Array.FindIndex(Layers, rooms => rooms.Contains(room));
        return Layers.Skip(own).SelectMany(rooms => rooms).Where(other => other != room);
    }

    public static string Namespace(string room) => "Tinpot." + room.Replace('/', '.');
}
