using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>Tells by the name that the system knows of a thread whose it is.</summary>
internal static class ThreadNames
{
    public static ThreadKind KindOf(int thread)
    {
        Span<byte> name = stackalloc byte[32];
        name = name[..ProcessFiles.ThreadName(thread, name)];
        // It ended meanwhile
        if (name.IsEmpty)
            return ThreadKind.Runtime;
        if (!name.StartsWith(".NET "u8))
            return ThreadKind.Own;
        if (name.StartsWith(".NET TP Worker"u8))
            return ThreadKind.Pool;
        return name.StartsWith(".NET Long Runni"u8) ? ThreadKind.Own : ThreadKind.Runtime;
    }
}
