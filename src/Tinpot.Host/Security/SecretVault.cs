using System.Security.Cryptography;

namespace Tinpot.Security;

/// <summary>
/// AES-256-GCM under the host's key; the execution's id is authenticated with it, so a value moved to another row does
/// not open. The key that hashes is derived: a hash says nothing about the key that encrypts.
/// </summary>
internal sealed class SecretVault : ISecretVault, IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const byte Format = 1;

    private readonly AesGcm _cipher;
    private readonly byte[] _hashKey;

    /// <param name="key">32 bytes.</param>
    public SecretVault(ReadOnlySpan<byte> key)
    {
        Span<byte> cipherKey = stackalloc byte[VaultKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, cipherKey, [], "tinpot secrets"u8);
        _cipher = new AesGcm(cipherKey, TagSize);
        CryptographicOperations.ZeroMemory(cipherKey);
        _hashKey = new byte[VaultKey.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, _hashKey, [], "tinpot hashes"u8);
        Span<byte> fingerprint = stackalloc byte[8];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, fingerprint, [], "tinpot fingerprint"u8);
        Fingerprint = Convert.ToHexStringLower(fingerprint);
    }

    public string Fingerprint { get; }

    /// <summary>Layout: format, nonce, tag, cipher text.</summary>
    public byte[] Protect(ReadOnlySpan<byte> plain, Guid executionId)
    {
        byte[] box = new byte[1 + NonceSize + TagSize + plain.Length];
        box[0] = Format;
        Span<byte> nonce = box.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> owner = stackalloc byte[16];
        executionId.TryWriteBytes(owner, bigEndian: true, out _);
        lock (_cipher)
            _cipher.Encrypt(nonce, plain, box.AsSpan(1 + NonceSize + TagSize), box.AsSpan(1 + NonceSize, TagSize), owner);
        return box;
    }

    public byte[] Unprotect(ReadOnlySpan<byte> cipher, Guid executionId)
    {
        if (cipher.Length < 1 + NonceSize + TagSize || cipher[0] != Format)
            throw new CryptographicException("The encrypted value has a format that this version of Tinpot does not know.");
        byte[] plain = new byte[cipher.Length - 1 - NonceSize - TagSize];
        Span<byte> owner = stackalloc byte[16];
        executionId.TryWriteBytes(owner, bigEndian: true, out _);
        lock (_cipher)
            _cipher.Decrypt(cipher.Slice(1, NonceSize), cipher[(1 + NonceSize + TagSize)..], cipher.Slice(1 + NonceSize, TagSize), plain, owner);
        return plain;
    }

    public byte[] Hash(ReadOnlySpan<byte> data) => HMACSHA256.HashData(_hashKey, data);

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_hashKey);
    }
}
