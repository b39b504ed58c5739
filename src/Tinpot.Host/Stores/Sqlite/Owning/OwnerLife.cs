namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>Whether the owner that a store names still works on it.</summary>
internal enum OwnerLife
{
    Alive,
    Gone,
    /// <summary>It runs elsewhere, if it runs: only its next sign of life can tell.</summary>
    Unknown,
}
