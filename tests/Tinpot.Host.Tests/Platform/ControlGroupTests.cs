using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

public sealed class ControlGroupTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("tinpot-groups-");

    [Theory]
    [InlineData("0::/a/b", 5)]
    [InlineData("0::/a/b/c", 3)]
    [InlineData("0::/a", 7)]
    [InlineData("0::/", null)]
    // Where a container does not see the machine's groups
    [InlineData("0::/docker/0123", null)]
    [InlineData("8:pids:/x|0::/", 2)]
    [InlineData("8:pids:/docker/0123|0::/", 9)]
    [InlineData("8:cpu,pids:/y|0::/", 4)]
    [InlineData("7:cpu:/a/b|3:name=systemd:/a/b", null)]
    [InlineData("8:pids:/x|0::/a/b", 2)]
    [InlineData("nonsense", null)]
    public void The_nearest_limit_counts(string groups, int? left)
    {
        Group("a", "100", 93);
        Group("a/b", "25", 20);
        Group("a/b/c", "3", 0);
        Group("pids", "10", 1);
        Group("pids/x", "5", 3);
        Group("cpu,pids/y", "5", 1);
        Group("pids/unlimited", "max", 3);

        Assert.Equal(left, ControlGroups.TasksLeft(groups.Split('|'), _root.FullName));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Group(string name, string most, int now)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root.FullName, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "pids.max"), most + "\n");
        File.WriteAllText(Path.Combine(folder, "pids.current"), $"{now}\n");
    }
}
