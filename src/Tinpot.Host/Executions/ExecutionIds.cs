namespace Tinpot.Executions;

/// <summary>What an id says of its execution besides its time: the last byte, in which part of a divided store it lies.</summary>
internal static class ExecutionIds
{
    /// <summary>The first part. Whatever takes places under limits is in it, for no step of a divided store sees more than one.</summary>
    public static Guid InFirstPart(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] = 0;
        return new Guid(bytes, bigEndian: true);
    }
}
