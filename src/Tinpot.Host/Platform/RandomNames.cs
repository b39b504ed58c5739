namespace Tinpot.Platform;

/// <summary>Names that are used once: of temporary files, of processes and of entries in the log. Ids of executions come from <see cref="Runtime.ExecutionIdFactory"/>.</summary>
internal static class RandomNames
{
    /// <summary>32 hexadecimal digits.</summary>
    public static string New() => Unique().ToString("N");

    /// <summary>8 hexadecimal digits, for people.</summary>
    public static string NewShort() => New()[..8];

    public static Guid Unique() => Guid.NewGuid();
}
