using System.Text.RegularExpressions;
using Tinpot.Tests.Layers;

namespace Tinpot.Host.Tests.Layers;

/// <summary>
/// Code of the host gets its clock from the services. <c>BannedSymbols.Clock.txt</c> bans the other ways to ask for the time, so the clock of
/// the machine is reached through <c>SystemClock</c> only, by these files.
/// </summary>
public sealed class SystemClockTests
{
    private static readonly string[] Users =
    [
        // Where the clock is registered, and the defaults of stores that are opened without a host
        "Cli/LocalRun.cs",
        "Hosting/HostServices.cs",
        "Settings/HostLogging.cs",
        "Stores/Redis/RedisStoreOptions.cs",
        "Stores/Sqlite/SqliteStoreOptions.cs",
        // A child process, which has no services of the host
        "Workers/Child/ChildMain.cs",
        "Workers/Child/FrameSender.cs",
        // Waits for another process or for the kernel
        "Platform/Processes/DescriptorWait.cs",
        "Platform/Processes/ProcessFreeze.cs",
        "Platform/ThreadRoom.cs",
        "Stores/Sqlite/Writing/WriteOperation.cs",
        "Workers/Log/EventQueue.cs",
        "Workers/Pool/Child.Ending.cs",
        "Workers/Pool/ChildPool.Starting.cs",
        "Workers/Pool/ChildPool.cs",
        "Workers/Pool/ChildReader.cs",
        // Moments that processes of one machine compare with each other
        "Stores/Sqlite/Owning/StoreOwnership.cs",
        "Stores/Sqlite/Writing/ProbeStep.cs",
    ];

    private static readonly string Host = Path.Combine(Repository.Root, "src/Tinpot.Host");

    [Fact]
    public void Only_the_listed_files_use_the_clock_of_the_machine() =>
        Assert.Equal(Users.Order(StringComparer.Ordinal), Using(@"\bSystemClock\."));

    [Fact]
    public void No_other_file_may_ask_for_the_time_in_a_banned_way()
    {
        Assert.Equal(["Platform/RandomNames.cs", "Platform/Reflection/**.cs", "Platform/SystemClock.cs"], EditorSettings.WithoutRule("RS0030", "src/Tinpot.Host/").Order(StringComparer.Ordinal));
        Assert.Empty(Using("RS0030"));
        Assert.Contains("BannedSymbols.Clock.txt", File.ReadAllText(Path.Combine(Host, "Tinpot.Host.csproj")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Using(string pattern) => SourceFile.Of(Host)
        .Select(file => file.Path)
        .Where(path => Regex.IsMatch(File.ReadAllText(Path.Combine(Host, path)), pattern))
        .Order(StringComparer.Ordinal);
}
