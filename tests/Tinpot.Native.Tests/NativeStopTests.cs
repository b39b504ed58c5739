namespace Tinpot.Native.Tests;

/// <summary>What the native program runs can be stopped as what the one on the runtime does.</summary>
[Trait("Runs", "soak")]
public sealed class NativeStopTests(NativePrograms programs) : StopTests
{
    protected override async Task<HostProgram> ProgramAsync() => (await programs.TestActionsAsync()).Program;
}
