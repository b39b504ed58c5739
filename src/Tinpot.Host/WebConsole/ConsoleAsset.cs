using System.IO.Compression;

namespace Tinpot.WebConsole;

/// <summary>One file of the web console, as it goes over the wire.</summary>
internal sealed class ConsoleAsset
{
    private readonly Lazy<byte[]> _compressed;

    public ConsoleAsset(string path, byte[] content)
    {
        ContentType = TypeOf(Path.GetExtension(path));
        Content = content;
        _compressed = new Lazy<byte[]>(() => Compress(content));
    }

    public string ContentType { get; }
    public byte[] Content { get; }

    /// <summary>The content in gzip, which every browser takes also without TLS; made on first use.</summary>
    public byte[] Compressed => _compressed.Value;

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".json" or ".webmanifest" => "application/manifest+json",
        _ => throw new InvalidOperationException($"The console has a file of unknown type '{extension}'; name its content type in {nameof(ConsoleAsset)}."),
    };

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return target.ToArray();
    }
}
