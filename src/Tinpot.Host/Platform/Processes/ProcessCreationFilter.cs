using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>
/// Forbids this process to start others, by a filter of its system calls. Its threads cannot be stopped while it ends what
/// they started, and one that starts programs in a loop would always be one ahead.
/// </summary>
internal static unsafe class ProcessCreationFilter
{
    private const int SetNoNewPrivileges = 38;
    private const nint SetFilter = 1;
    private const nint EveryThread = 1;

    private const uint CloneThread = 0x10000;
    private const uint Allow = 0x7fff_0000;
    private const uint Refuse = 0x0005_0000;
    private const uint NoSuchCall = 38;

    private const ushort Load = 0x20;
    private const ushort IfEqual = 0x15;
    private const ushort IfAnyBit = 0x45;
    private const ushort Return = 0x06;
    private const uint CallNumber = 0;
    private const uint FirstArgument = 16;

    /// <summary>Holds for all threads, for good. Where the system has no such filter everything stays as it is.</summary>
    public static void Install()
    {
        if (Numbers() is not { } calls || Libc.Prctl(SetNoNewPrivileges, 1, 0, 0, 0) != 0)
            return;
        // Threads may still be made: a runtime that cannot make one might give up, and with it the end of what it started.
        // What clone3 is to make cannot be seen; told that there is none, the C library takes clone
        ReadOnlySpan<Step> steps =
        [
            new(Load, 0, 0, CallNumber),
            new(IfEqual, 8, 0, calls.Clone3),
            new(IfEqual, 3, 0, calls.Clone),
            new(IfEqual, 5, 0, calls.Fork),
            new(IfEqual, 4, 0, calls.Vfork),
            new(Return, 0, 0, Allow),
            new(Load, 0, 0, FirstArgument),
            new(IfAnyBit, 0, 1, CloneThread),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, Refuse | Libc.Error.Again),
            new(Return, 0, 0, Refuse | NoSuchCall),
        ];
        fixed (Step* first = steps)
        {
            var program = new Steps((ushort)steps.Length, first);
            _ = Libc.Syscall(calls.Seccomp, SetFilter, EveryThread, &program);
        }
    }

    /// <summary>A number that no call has stands for one that the processor does not have.</summary>
    private static (nint Seccomp, uint Clone, uint Fork, uint Vfork, uint Clone3)? Numbers() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => (317, 56, 57, 58, 435),
        Architecture.Arm64 => (277, 220, uint.MaxValue, uint.MaxValue, 435),
        _ => null,
    };

    /// <summary><c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Step(ushort Code, byte Then, byte Else, uint Value);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Steps(ushort count, Step* first)
    {
        public readonly ushort Count = count;
        public readonly Step* First = first;
    }
}
