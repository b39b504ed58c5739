namespace Tinpot.Native.Tests;

/// <summary>
/// One fault of each kind in the native program, for every change. The soak runs the whole suites, which are those that the program on the
/// runtime passes for every change.
/// </summary>
public sealed class NativeFaultTests(NativePrograms programs)
{
    [Fact]
    public Task Native_crash_is_a_failure_with_its_cause() =>
        new NativeCrashTests(programs).Crash_is_a_failure_with_its_cause_and_the_pool_heals("crash_natively", "{}", "SIGSEGV", "about to crash");

    /// <summary>Ends in another way than on the runtime.</summary>
    [Fact]
    public Task Stack_overflow_is_a_failure_with_its_cause() => new NativeCrashTests(programs).Stack_overflow_is_a_crash_like_others();

    [Fact]
    public Task Killed_host_loses_nothing_that_was_accepted() => new NativeKillTests(programs).Whatever_was_accepted_ends_and_nothing_runs_twice();

    [Fact]
    public Task Cancelled_family_of_processes_leaves_nothing_behind() =>
        new NativeStopTests(programs).Cancelled_it_is_revoked_in_time_and_leaves_nothing_behind("deaf_family", killed: true);
}
