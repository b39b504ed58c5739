using System.Reflection;
using Tinpot.Runtime;
using Tinpot.Workers.Pool;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>The program of test actions: as a file that children are started from, and loaded into this process.</summary>
internal static class TestProgram
{
    private static readonly string Path = Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestActions").Value!;

    public static CompiledCatalog Catalog { get; } = (CompiledCatalog)Assembly.LoadFrom(Path)
        .GetType("Tinpot.Generated.ActionCatalog", throwOnError: true)!
        .GetField("Instance")!
        .GetValue(null)!;

    public static ChildProgram Child { get; } = new("dotnet", [Path]) { Entry = new ChildEntry("TestActions", IsHooked: true, "") };

    /// <summary>The same, after it has added its number to a file.</summary>
    public static ChildProgram ChildThatNotes(string file) =>
        Child with { File = "sh", Arguments = ["-c", $"echo $$ >> '{file}'; exec dotnet '{Path}' \"$@\"", "sh"] };
}
