using System.Security.Cryptography;
using Tinpot.Platform;

namespace Tinpot.Security;

/// <summary>Where the host's 256-bit key comes from: the setting, a file, or the data folder, into which one is generated.</summary>
internal static class VaultKey
{
    public const int Size = 32;

    /// <summary>More than any spelling of a key needs; a wrong path may lead to a file without an end.</summary>
    private const int MostCharacters = 4096;

    private const string FileName = "key";
    private const string Wanted = "It must be 256 bits, written as 64 hexadecimal digits or as base64; `openssl rand -hex 32` creates one.";

    /// <exception cref="StartException">The key cannot be read, or is none.</exception>
    public static byte[] Load(TinpotOptions options)
    {
        if (options.Key is { } given)
            return Parse(given) ?? throw new StartException($"TINPOT_KEY is not a key. {Wanted}");
        if (options.KeyFile is { } file)
            return Read(file, $"TINPOT_KEY_FILE names {file}");
        return Generated(options.DataFolder);
    }

    /// <summary>Why the key is not as secret as it should be; null when it is, or comes from no file.</summary>
    public static string? Warning(TinpotOptions options)
    {
        string path = options.KeyFile ?? Path.Combine(options.DataFolder, FileName);
        if (options.Key is not null || OperatingSystem.IsWindows() || !File.Exists(path))
            return null;
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        UnixFileMode mode = File.GetUnixFileMode(path);
        return (mode & others) == 0
            ? null
            : $"Every user of this machine can access the key file {path} (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}): change this with chmod 600.";
    }

    private static byte[] Generated(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            DataFolder.Create(folder);
            if (!File.Exists(path))
                Write(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The key {path} cannot be written: {failure.Message} Set TINPOT_DATA to a folder that this user can write to.", failure);
        }

        return Read(path, $"The key of the data folder is {path}");
    }

    /// <summary>Written aside, on the disk, then moved: a power cut never leaves half a key that locks every stored secret.</summary>
    private static void Write(string path)
    {
        string aside = $"{path}.{RandomNames.New()}";
        try
        {
            using (var stream = new FileStream(aside, PrivateFiles.Options(FileMode.CreateNew)))
                Generate(stream);
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another host of the same folder was faster: its key counts.
            File.Delete(aside);
        }
        catch (IOException)
        {
            // Half a key, of no use to anybody
            File.Delete(aside);
            throw;
        }
    }

    private static void Generate(FileStream stream)
    {
        Span<byte> key = stackalloc byte[Size];
        RandomNumberGenerator.Fill(key);
        Span<byte> text = stackalloc byte[2 * Size];
        Convert.TryToHexStringLower(key, text, out _);
        stream.Write(text);
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    private static byte[] Read(string path, string told)
    {
        string text;
        try
        {
            // The encoding is that of the byte order mark when there is one
            using var reader = new StreamReader(path);
            char[] characters = new char[MostCharacters];
            text = new string(characters, 0, reader.ReadBlock(characters));
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new StartException($"{told}, but this user may not read it. Make the user that runs the host its owner (chown).", failure);
        }
        catch (IOException failure)
        {
            throw new StartException($"{told}, but it cannot be read: {failure.Message}", failure);
        }

        return Parse(text.Trim()) ?? throw new StartException($"{told}, but it does not contain a valid key. {Wanted}");
    }

    private static byte[]? Parse(string text)
    {
        byte[] key = new byte[Size];
        if (text.Length == 2 * Size)
            return Convert.FromHexString(text, key, out _, out int bytes) == System.Buffers.OperationStatus.Done && bytes == Size ? key : null;
        return Convert.TryFromBase64String(text, key, out int written) && written == Size ? key : null;
    }
}
