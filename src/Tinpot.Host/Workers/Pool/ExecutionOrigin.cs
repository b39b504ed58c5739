namespace Tinpot.Workers.Pool;

/// <summary>An execution that a child was given, of which something may come up later.</summary>
internal sealed record ExecutionOrigin(string Action, Guid ExecutionId)
{
    public override string ToString() => $"the execution {ExecutionId} of '{Action}'";
}
