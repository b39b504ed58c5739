using System.Text.Json;

namespace Tinpot.Schemas;

/// <summary>
/// Spells where a value is: <c>servers[2].port</c>, and <c>labels["a.b"]</c> where a name would be mistaken for a path.
/// A name over 64 characters is cut; it is the caller's text, and may stand before each of a thousand errors.
/// </summary>
public static class SchemaPath
{
    private const int MaxName = 64;

    /// <summary>The document itself.</summary>
    public const string Root = "$";

    /// <summary>The path of a member.</summary>
    public static string Member(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > MaxName) name = string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[MaxName - 1]) ? MaxName - 1 : MaxName), "…");
        var parent = path == Root ? "" : path;
        if (!IsPlain(name)) return $"{parent}[\"{JsonEncodedText.Encode(name)}\"]";
        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an item.</summary>
    public static string Item(string path, int index) => path == Root ? $"[{index}]" : $"{path}[{index}]";

    // The ellipsis ends a name that was cut; $ is the document's own
    private static bool IsPlain(string name)
    {
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '…')) return false;
        return name.Length > 0;
    }
}
