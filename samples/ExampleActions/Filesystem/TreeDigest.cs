using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ExampleActions;

/// <summary>
/// One digest of many files: the digest of the lines that <c>sha256sum</c> prints for them in the order of their
/// paths' bytes, <c>digest, two spaces, path, line feed</c>.
/// </summary>
internal sealed class TreeDigest(HashAlgorithmName algorithm) : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly IncrementalHash _lines = IncrementalHash.CreateHash(algorithm);
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(algorithm);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);

    /// <summary>Adds the next file.</summary>
    /// <param name="file">The file</param>
    /// <param name="read">Hears how many bytes were read, again and again</param>
    /// <param name="cancel">Ends it between two blocks</param>
    public void Add(TreeFile file, Action<int> read, CancellationToken cancel)
    {
        // What has no length is not opened: a named pipe would wait for a writer
        if (file.Info.Length > 0)
        {
            using var handle = File.OpenHandle(file.Info.FullName, options: FileOptions.SequentialScan);
            int count;
            for (long offset = 0; (count = RandomAccess.Read(handle, _buffer, offset)) > 0; offset += count)
            {
                cancel.ThrowIfCancellationRequested();
                _content.AppendData(_buffer, 0, count);
                read(count);
            }
        }

        var digest = Convert.ToHexStringLower(_content.GetHashAndReset());
        _lines.AppendData(Encoding.UTF8.GetBytes(Line(digest, file.Path)));
    }

    /// <summary>The digest of all that was added, in lower-case hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(_lines.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _lines.Dispose();
        _content.Dispose();
    }

    // A path with a line feed in it could otherwise pass for two files
    private static string Line(string digest, string path) =>
        path.AsSpan().ContainsAny("\\\n\r")
            ? $"\\{digest}  {path.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r")}\n"
            : $"{digest}  {path}\n";
}
