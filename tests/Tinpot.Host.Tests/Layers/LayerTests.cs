using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Tinpot.Host.Tests.Layers;

/// <summary>Dependencies run in one direction: a room uses only what stands above it in <see cref="Rooms.Layers"/>.</summary>
public sealed partial class LayerTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src", "Tinpot.Host");
    private static readonly Lazy<Architecture> Host = new(() => new ArchLoader().LoadAssemblies(typeof(TinpotHost).Assembly).Build());

    public static TheoryData<string> AllRooms => [.. Rooms.All];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void No_type_depends_on_a_room_below_its_own(string room) =>
        Types().That().ResideInNamespaceMatching(Within([room]))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Within(Rooms.Forbidden(room)))
                .Or().HaveFullNameMatching(@"^Tinpot\.(TinpotHost|TinpotServices|TinpotEndpoints)$"))
            .WithoutRequiringPositiveResults()
            .Check(Host.Value);

    /// <summary>Constants and nameof leave no trace in compiled code.</summary>
    [Fact]
    public void No_using_runs_down()
    {
        string[] found = [.. Files().Where(file => Rooms.Of(file.Folder) is not null).SelectMany(file => Usings().Matches(file.Text)
            .Select(match => match.Groups["namespace"].Value)
            .Where(used => Rooms.Forbidden(Rooms.Of(file.Folder)!).Any(room => Regex.IsMatch(used, Within([room]))))
            .Select(used => $"{file.Path} uses {used}"))];

        Assert.Empty(found);
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        string[] found = [.. Files()
            .Where(file => !Rooms.PublicFiles.Contains(file.Path) && file.Folder.Length > 0)
            .Where(file => DeclaredNamespace().Match(file.Text).Groups["namespace"].Value != Rooms.Namespace(file.Folder))
            .Select(file => file.Path)];

        Assert.Empty(found);
    }

    [Fact]
    public void Every_folder_is_in_a_room() =>
        Assert.Empty(Files().Where(file => file.Folder.Length > 0 && Rooms.Of(file.Folder) is null).Select(file => file.Path));

    private static string Within(IEnumerable<string> rooms) =>
        $@"^({string.Join('|', rooms.Select(room => Regex.Escape(Rooms.Namespace(room))))})(\..+)?$";

    /// <summary>The files of the host with their folders, both relative to it.</summary>
    private static IEnumerable<(string Path, string Folder, string Text)> Files() =>
        from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Source, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, Path.GetDirectoryName(path)!.Replace('\\', '/'), File.ReadAllText(file));

    [GeneratedRegex(@"^using (static |\w+ = )?(?<namespace>Tinpot\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^namespace (?<namespace>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();
}
