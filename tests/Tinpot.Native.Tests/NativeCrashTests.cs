using Tinpot.Faults.Tests;

namespace Tinpot.Native.Tests;

/// <summary>In the native program too an action crashes alone.</summary>
public sealed class NativeCrashTests(NativePrograms programs) : CrashTests
{
    protected override async Task<HostProgram> ProgramAsync() => (await programs.TestActionsAsync()).Program;
}
