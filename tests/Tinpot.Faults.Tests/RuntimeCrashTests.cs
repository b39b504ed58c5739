namespace Tinpot.Faults.Tests;

/// <summary>On the .NET runtime, as built.</summary>
public sealed class RuntimeCrashTests : CrashTests
{
    protected override Task<HostProgram> ProgramAsync() => Task.FromResult(TestActionsProgram.Assembly);
}
