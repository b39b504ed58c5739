using System.Reflection;

namespace Tinpot.Faults.Tests;

/// <summary>On the .NET runtime, as built.</summary>
public sealed class RuntimeKillTests : KillTests
{
    private static readonly HostProgram Program = new(Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestActions").Value!);

    protected override Task<HostProgram> ProgramAsync() => Task.FromResult(Program);
}
