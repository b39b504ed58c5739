namespace ExampleActions;

/// <summary>The fingerprint of a tree of files.</summary>
/// <param name="Files">Number of files</param>
/// <param name="Bytes">Sum of their lengths</param>
/// <param name="Digest">Lower-case hexadecimal</param>
public sealed record TreeChecksum(long Files, long Bytes, string Digest);
