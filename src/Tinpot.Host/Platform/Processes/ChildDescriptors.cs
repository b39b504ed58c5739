using Microsoft.Win32.SafeHandles;

namespace Tinpot.Platform.Processes;

/// <summary>The descriptors of a child: its control channel comes as 0 and 1, and must not stay there.</summary>
internal static class ChildDescriptors
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Above what shells and careless programs use.</summary>
    private const int First = 10;

    private const int DuplicateCloseOnExec = 1030;

    /// <summary>Whether standard input and output are pipes, as the host creates them for a child.</summary>
    public static bool AreControl() => IsPipe(Input) && IsPipe(Output);

    /// <summary>
    /// Moves the control channel away before anything touches the console: what the action starts would otherwise read
    /// frames as its input, and hold the channel open after the child's death. Input is empty from now on, and output goes
    /// where errors go.
    /// </summary>
    public static (SafeFileHandle Input, SafeFileHandle Output) Take()
    {
        var input = new SafeFileHandle(Duplicate(Input), ownsHandle: true);
        var output = new SafeFileHandle(Duplicate(Output), ownsHandle: true);
        using (SafeFileHandle nothing = File.OpenHandle("/dev/null"))
            NativeError.Check(Libc.Dup2((int)nothing.DangerousGetHandle(), Input), "dup2");
        NativeError.Check(Libc.Dup2(Error, Output), "dup2");
        return (input, output);
    }

    /// <summary>Bytes that were written to descriptor 1 and that nobody has taken yet.</summary>
    public static int WaitingBytes() => PipeContent.Waiting(Output);

    private static int Duplicate(int descriptor) => NativeError.Check(Libc.Fcntl(descriptor, DuplicateCloseOnExec, First), "fcntl");

    private static bool IsPipe(int descriptor) =>
        new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget is { } target && target.StartsWith("pipe:", StringComparison.Ordinal);
}
