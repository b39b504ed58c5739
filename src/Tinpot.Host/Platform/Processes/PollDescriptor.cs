using System.Runtime.InteropServices;

namespace Tinpot.Platform.Processes;

/// <summary>A descriptor to wait for, as <c>struct pollfd</c>.</summary>
/// <param name="descriptor">Its number; a negative one is passed over.</param>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor(int descriptor)
{
    private const short In = 1;

    /// <summary>The number of the descriptor.</summary>
    public readonly int Descriptor = descriptor;

    private readonly short _wanted = In;
    private readonly short _found;

    /// <summary>There is something to read, or its end, or an error that reading will tell.</summary>
    public readonly bool Readable => _found != 0;
}
