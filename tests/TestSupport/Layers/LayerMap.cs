namespace Tinpot.Tests.Layers;

/// <summary>The rooms of a project, which are its folders, in the order of their layers.</summary>
/// <param name="Project">Folder below <c>src</c>.</param>
/// <param name="Namespace">Namespace of the project's folder.</param>
/// <param name="Layers">
/// A room may use those of the lines above its own, and nothing of its own line but itself. The empty name stands for files in
/// the project's folder; where no line has it, they may use everything.
/// </param>
/// <param name="PublicFiles">Files of public types that live in the room of their concept and keep the namespace by which others know them.</param>
internal sealed record LayerMap(string Project, string Namespace, string[][] Layers, string[] PublicFiles)
{
    public IEnumerable<string> Rooms => Layers.SelectMany(rooms => rooms);

    /// <summary>The room that a folder belongs to, the innermost one; null when it is in none.</summary>
    public string? RoomOf(string folder) => Rooms
        .Where(room => folder == room || (room.Length > 0 && folder.StartsWith(room + "/", StringComparison.Ordinal)))
        .MaxBy(room => room.Length);

    /// <summary>A room may use another one, or itself. What is in no room may use everything, and is used by nothing.</summary>
    public bool MayUse(string? room, string? other) =>
        room is null || room == other || (other is not null && LineOf(other) < LineOf(room));

    public string NamespaceOf(string folder) => folder.Length == 0 ? Namespace : $"{Namespace}.{folder.Replace('/', '.')}";

    private int LineOf(string room) => Array.FindIndex(Layers, rooms => rooms.Contains(room));
}
