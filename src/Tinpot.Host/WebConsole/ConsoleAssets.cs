using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Tinpot.Platform.Reflection;

namespace Tinpot.WebConsole;

/// <summary>
/// Every file of the web console but its page. They are served below one folder that is named after their common hash:
/// modules import each other by relative path, so one name in the page reaches all, and a browser may keep them forever.
/// </summary>
internal sealed class ConsoleAssets
{
    private const string Folder = "wwwroot/";
    private const string Page = "index.html";

    private readonly Dictionary<string, ConsoleAsset> _files = new(StringComparer.Ordinal);

    public ConsoleAssets()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in HostAssembly.Files.Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            // A build on Windows writes the separators of its own machine into the names
            var path = name[Folder.Length..].Replace('\\', '/');
            var content = Read(name);
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(content);
            if (path == Page) PageTemplate = Encoding.UTF8.GetString(content);
            else _files.Add(path, new ConsoleAsset(path, content));
        }
        Version = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Sixteen hexadecimal digits that change with any byte of any file.</summary>
    public string Version { get; }

    /// <summary>The page before its placeholders are filled.</summary>
    public string PageTemplate { get; } = "";

    public bool TryGet(string version, string path, [NotNullWhen(true)] out ConsoleAsset? asset)
    {
        asset = null;
        return version == Version && _files.TryGetValue(path, out asset);
    }

    private static byte[] Read(string name)
    {
        using var stream = HostAssembly.Open(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
