using System.Reflection;

namespace Tinpot.Faults.Tests;

/// <summary>The program of test actions as it was built.</summary>
internal static class TestActionsProgram
{
    /// <summary>Run by <c>dotnet</c>.</summary>
    public static HostProgram Assembly { get; } = new(typeof(TestActionsProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestActions").Value!);

    /// <summary>As <c>dotnet run</c> starts it.</summary>
    public static HostProgram Executable { get; } = new(Path.ChangeExtension(Assembly.Path, null));
}
