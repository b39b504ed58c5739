namespace Tinpot.Native.Tests;

/// <summary>In the native program too an action crashes alone.</summary>
[Trait("Runs", "soak")]
public sealed class NativeCrashTests(NativePrograms programs) : CrashTests
{
    /// <summary>Native code has no handler for it.</summary>
    protected override (string Cause, string LastWords) Overflow => ("SIGSEGV", "");

    protected override async Task<HostProgram> ProgramAsync() => (await programs.TestActionsAsync()).Program;
}
