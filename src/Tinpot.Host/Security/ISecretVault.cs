namespace Tinpot.Security;

/// <summary>Encrypts secret values at rest under the host's key, and hashes under it what must not be guessed from its hash.</summary>
internal interface ISecretVault
{
    /// <summary>Tells this key from another and nothing else about it: 16 hexadecimal digits.</summary>
    string Fingerprint { get; }

    /// <summary>Encrypts; the result opens for the same execution only.</summary>
    byte[] Protect(ReadOnlySpan<byte> plain, Guid executionId);

    /// <summary>Decrypts. Throws <see cref="System.Security.Cryptography.CryptographicException"/> when the key or the execution is another.</summary>
    byte[] Unprotect(ReadOnlySpan<byte> cipher, Guid executionId);

    /// <summary>Keyed hash (HMAC-SHA-256), 32 bytes.</summary>
    byte[] Hash(ReadOnlySpan<byte> data);
}
