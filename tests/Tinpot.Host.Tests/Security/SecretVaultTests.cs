using System.Security.Cryptography;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Security;

public sealed class SecretVaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tinpot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_protected_opens_again_and_does_not_show()
    {
        using var vault = new SecretVault(new byte[32]);
        Guid id = Guid.CreateVersion7();

        byte[] box = vault.Protect("hunter2"u8, id);

        Assert.Equal(-1, box.AsSpan().IndexOf("hunter2"u8));
        Assert.Equal("hunter2"u8, vault.Unprotect(box, id));
        Assert.NotEqual(box, vault.Protect("hunter2"u8, id));
    }

    [Fact]
    public void Another_key_another_execution_or_a_changed_byte_does_not_open()
    {
        using var vault = new SecretVault(new byte[32]);
        using var other = new SecretVault(RandomNumberGenerator.GetBytes(32));
        Guid id = Guid.CreateVersion7();
        byte[] box = vault.Protect("hunter2"u8, id);

        Assert.ThrowsAny<CryptographicException>(() => other.Unprotect(box, id));
        Assert.ThrowsAny<CryptographicException>(() => vault.Unprotect(box, Guid.CreateVersion7()));
        for (int index = 0; index < box.Length; index++)
        {
            byte[] changed = [.. box];
            changed[index] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => vault.Unprotect(changed, id));
        }

        Assert.ThrowsAny<CryptographicException>(() => vault.Unprotect(box.AsSpan(0, 10), id));
    }

    [Fact]
    public void A_hash_depends_on_the_key_and_is_not_made_with_it()
    {
        byte[] key = new byte[32];
        using var vault = new SecretVault(key);
        using var other = new SecretVault(RandomNumberGenerator.GetBytes(32));

        Assert.Equal(32, vault.Hash("data"u8).Length);
        Assert.Equal(vault.Hash("data"u8), vault.Hash("data"u8));
        Assert.NotEqual(vault.Hash("data"u8), other.Hash("data"u8));
        Assert.NotEqual(vault.Hash("data"u8), HMACSHA256.HashData(key, "data"u8));
    }

    [Fact]
    public void The_generated_key_stays_and_is_for_its_owner_only()
    {
        var options = new TinpotOptions { DataFolder = Path.Combine(_folder, "data") };

        byte[] first = VaultKey.Load(options);

        Assert.Equal(first, VaultKey.Load(options));
        Assert.NotEqual(new byte[32], first);
        Assert.Equal([".gitignore", "key"], Directory.GetFiles(options.DataFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(options.DataFolder, "key")));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(options.DataFolder));
        }
    }

    [Fact]
    public void Hexadecimal_base64_and_a_file_give_the_same_key()
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        string file = Path.Combine(_folder, "key.txt");
        File.WriteAllText(file, Convert.ToHexString(key) + "\n");

        Assert.Equal(key, VaultKey.Load(new TinpotOptions { Key = Convert.ToHexString(key) }));
        Assert.Equal(key, VaultKey.Load(new TinpotOptions { Key = Convert.ToBase64String(key) }));
        Assert.Equal(key, VaultKey.Load(new TinpotOptions { KeyFile = file }));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_key_file_may_begin_with_a_byte_order_mark(string encoding)
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        string file = Path.Combine(_folder, "key.txt");
        File.WriteAllText(file, Convert.ToHexString(key) + "\r\n", System.Text.Encoding.GetEncoding(encoding));

        Assert.Equal(key, VaultKey.Load(new TinpotOptions { KeyFile = file }));
    }

    [Fact]
    public async Task A_key_file_without_an_end_is_refused()
    {
        Task<StartException> refusal = Task.Run(() => Assert.Throws<StartException>(() => VaultKey.Load(new TinpotOptions { KeyFile = "/dev/zero" })));
        Assert.Contains("/dev/zero, but it does not contain a valid key", (await refusal.WaitAsync(TimeSpan.FromSeconds(30))).Message);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_bad_key_is_refused_without_being_repeated(string key)
    {
        string refusal = Assert.Throws<StartException>(() => VaultKey.Load(new TinpotOptions { Key = key })).Message;

        Assert.StartsWith("TINPOT_KEY is not a key.", refusal);
        Assert.DoesNotContain(key, refusal);
    }

    [Fact]
    public void A_key_file_that_is_missing_or_damaged_is_named()
    {
        string file = Path.Combine(_folder, "key.txt");
        Assert.Contains(file, Assert.Throws<StartException>(() => VaultKey.Load(new TinpotOptions { KeyFile = file })).Message);

        File.WriteAllText(file, "half a k");
        Assert.Contains(file, Assert.Throws<StartException>(() => VaultKey.Load(new TinpotOptions { KeyFile = file })).Message);
    }
}
