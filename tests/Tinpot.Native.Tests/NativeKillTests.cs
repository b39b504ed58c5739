namespace Tinpot.Native.Tests;

/// <summary>Killed, the native program loses no more than the one on the runtime.</summary>
[Trait("Runs", "soak")]
public sealed class NativeKillTests(NativePrograms programs) : KillTests
{
    protected override async Task<HostProgram> ProgramAsync() => (await programs.TestActionsAsync()).Program;
}
