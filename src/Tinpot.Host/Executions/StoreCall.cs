namespace Tinpot.Executions;

/// <summary>The two kinds of calls of a store, which can fail one without the other: a store on a full disk can still be read.</summary>
[Flags]
internal enum StoreCall
{
    None = 0,
    Read = 1,
    Write = 2,
}
