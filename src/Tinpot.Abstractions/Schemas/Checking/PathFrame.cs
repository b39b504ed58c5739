namespace Tinpot.Schemas.Checking;

/// <summary>A step to where the checker stands: an index, or a name by its place in the text (decoded only for an error).</summary>
/// <param name="Start">Where the name's content begins; -1 for an index.</param>
/// <param name="Length">Bytes of the name, or the index.</param>
internal readonly record struct PathFrame(int Start, int Length);
