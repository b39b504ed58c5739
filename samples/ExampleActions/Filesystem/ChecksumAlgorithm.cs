namespace ExampleActions;

/// <summary>How a digest is computed.</summary>
public enum ChecksumAlgorithm
{
    /// <summary>SHA-256, 64 hexadecimal digits</summary>
    Sha256,

    /// <summary>SHA-384, 96 hexadecimal digits</summary>
    Sha384,

    /// <summary>SHA-512, 128 hexadecimal digits</summary>
    Sha512,
}
