namespace Tinpot.Faults.Tests;

/// <summary>On the .NET runtime, started as <c>dotnet run</c> does.</summary>
public sealed class RuntimeStopTests : StopTests
{
    protected override Task<HostProgram> ProgramAsync() => Task.FromResult(TestActionsProgram.Executable);
}
