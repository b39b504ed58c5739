using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Tinpot.Tests.Layers;

/// <summary>Dependencies in a project run in one direction: a room uses only what stands above it in the project's <see cref="LayerMap"/>.</summary>
public abstract class Layering
{
    private readonly LayerMap _map;
    private readonly System.Reflection.Assembly _assembly;
    private readonly SourceFile[] _files;

    private protected Layering(LayerMap map, System.Reflection.Assembly assembly)
    {
        _map = map;
        _assembly = assembly;
        _files = SourceFile.Of(Path.Combine(Repository.Root, "src", map.Project));
    }

    [Fact]
    public void No_type_depends_on_a_room_below_its_own()
    {
        // By the files of the types: a public type may keep the namespace of another folder
        Dictionary<string, string?> rooms = [];
        foreach (SourceFile file in _files)
        {
            foreach (string type in file.Types)
                rooms[type] = _map.RoomOf(file.Folder);
        }
        Architecture architecture = new ArchLoader().LoadAssemblies(_assembly).Build();
        string[] found = [.. architecture.Types
            .SelectMany(type => type.Dependencies, (type, dependency) => (From: Declared(type), To: Declared(dependency.Target)))
            .Distinct()
            .Where(edge => rooms.ContainsKey(edge.From) && rooms.ContainsKey(edge.To) && !_map.MayUse(rooms[edge.From], rooms[edge.To]))
            .Select(edge => $"{edge.From} uses {edge.To}")
            .Order(StringComparer.Ordinal)];

        // An assembly that is not the one of the files would pass
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
        Assert.True(architecture.Types.Count(type => rooms.ContainsKey(Declared(type))) > rooms.Count / 2, "The types of the assembly are not those of the files.");
    }

    /// <summary>Constants and nameof leave no trace in compiled code.</summary>
    [Fact]
    public void No_using_runs_down()
    {
        ILookup<string, string> rooms = _map.Rooms.Concat(_files.Select(file => file.Folder)).Distinct()
            .ToLookup(folder => _map.NamespaceOf(folder), folder => folder);
        string[] found = [.. from file in _files
                             where _map.RoomOf(file.Folder) is not null
                             from used in file.Usings
                             from folder in rooms[used]
                             where !_map.MayUse(_map.RoomOf(file.Folder), _map.RoomOf(folder))
                             select $"{file.Path} uses {used}"];

        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Fact]
    public void A_namespace_is_its_folder() =>
        Assert.Equal(
            _map.PublicFiles.Order(StringComparer.Ordinal),
            _files.Where(file => file.Namespace.Length > 0 && file.Namespace != _map.NamespaceOf(file.Folder)).Select(file => file.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_folder_is_in_a_room() =>
        Assert.Empty(_files.Where(file => file.Folder.Length > 0 && _map.RoomOf(file.Folder) is null).Select(file => file.Path));

    /// <summary>IDE0130 is off for the files whose namespace is not their folder, and for no others.</summary>
    [Fact]
    public void The_editor_is_told_of_the_same_exceptions() =>
        Assert.Equal(_map.PublicFiles.Order(StringComparer.Ordinal), EditorSettings.WithoutRule("IDE0130", $"src/{_map.Project}/").Order(StringComparer.Ordinal));

    /// <summary>Full name of the outermost type around a type, without its type parameters.</summary>
    private static string Declared(IType type) => Regex.Match(type.FullName, "^[^+`<]+").Value;
}
