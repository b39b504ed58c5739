using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>
/// What is left of the processes that this one started. Exact in a process that adopts orphans: then nothing gets out of its
/// sight by the death of a parent.
/// </summary>
internal static class Descendants
{
    private const int AnyChild = 0;
    private const int ThisChild = 1;
    private const int NoHang = 1;
    private const int Exited = 4;
    private const int LeaveWaiting = 0x0100_0000;
    private const int InfoSize = 128;

    /// <summary>
    /// Takes leave of the dead that .NET does not know. Orphans fall to this process, and nobody else asks about them.
    /// </summary>
    /// <returns>Whether anything alive is left, or anything that cannot be taken leave of.</returns>
    public static bool Reap()
    {
        while (FirstDead() is { } dead)
        {
            if (dead == 0)
                return true;
            // .NET asks about its own and treats it as fatal when somebody has asked before, so it goes first
            if (!ChildSignal.LetRuntimeReap())
                return true;
            if (FirstDead() == dead)
                Take(dead);
        }

        return false;
    }

    /// <summary>A zombie; 0 when all children live; null when there are none.</summary>
    private static unsafe int? FirstDead()
    {
        byte* info = stackalloc byte[InfoSize];
        new Span<byte>(info, InfoSize).Clear();
        while (Libc.WaitId(AnyChild, 0, info, Exited | NoHang | LeaveWaiting) != 0)
        {
            if (Marshal.GetLastPInvokeError() == Libc.Error.NoChildren)
                return null;
            NativeError.UnlessInterrupted("waitid");
        }

        return PidOf(info);
    }

    private static unsafe void Take(int dead)
    {
        byte* info = stackalloc byte[InfoSize];
        _ = Libc.WaitId(ThisChild, dead, info, Exited | NoHang);
    }

    /// <summary>After three integers, and the gap that aligns a union with pointers in it.</summary>
    private static unsafe int PidOf(byte* info) =>
        BinaryPrimitives.ReadInt32LittleEndian(new ReadOnlySpan<byte>(info + (sizeof(nint) == 8 ? 16 : 12), sizeof(int)));
}
