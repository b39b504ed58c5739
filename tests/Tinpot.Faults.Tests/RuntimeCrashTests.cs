namespace Tinpot.Faults.Tests;

/// <summary>On the .NET runtime, as built.</summary>
public sealed class RuntimeCrashTests : CrashTests
{
    /// <summary>Only here: where the native runtime has no memory left to end with, it waits forever, and is for a time limit to end.</summary>
    [Fact]
    public Task Exhausted_memory_is_a_crash_like_others() => CrashAsync("exhaust_memory", "{}", "SIGABRT", "emory");

    protected override Task<HostProgram> ProgramAsync() => Task.FromResult(TestActionsProgram.Assembly);
}
