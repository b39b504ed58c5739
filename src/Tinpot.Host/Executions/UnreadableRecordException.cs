namespace Tinpot.Executions;

/// <summary>The store holds the execution, but this version cannot read its record.</summary>
internal sealed class UnreadableRecordException : Exception
{
    public UnreadableRecordException(Guid id, Exception inner)
        : base($"The store holds execution {id}, but its record cannot be read: it is damaged, or another version wrote it.", inner) => Id = id;

    public Guid Id { get; }
}
