using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Tinpot.WebConsole;

/// <summary>The one page of the console.</summary>
/// <param name="assets">Where the page's files are found.</param>
internal sealed class ConsolePage(ConsoleAssets assets)
{
    private Rendered? _last;

    /// <summary>The page and its entity tag.</summary>
    /// <param name="root">Path before our own paths as a browser sends it: empty, or without a slash at its end.</param>
    /// <param name="title">Label of this instance, such as <c>PRODUCTION</c>; null for none.</param>
    public (ConsoleAsset Page, string Tag) For(string root, string? title)
    {
        // Nearly always the same root; a host that is reached below two prefixes renders again, which costs microseconds
        var last = _last;
        if (last is null || last.Root != root || last.Title != title) _last = last = Render(root, title);
        return (last.Page, last.Tag);
    }

    private Rendered Render(string root, string? title)
    {
        var html = HtmlEncoder.Default;
        var text = assets.PageTemplate
            .Replace("{{base}}", html.Encode(root + "/"), StringComparison.Ordinal)
            .Replace("{{assets}}", "assets/" + assets.Version, StringComparison.Ordinal)
            .Replace("{{title}}", html.Encode(title is null ? "Tinpot" : $"{title} · Tinpot"), StringComparison.Ordinal)
            .Replace("{{label}}", html.Encode(title ?? ""), StringComparison.Ordinal);
        var content = Encoding.UTF8.GetBytes(text);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"";
        return new Rendered(root, title, new ConsoleAsset("index.html", content), tag);
    }

    private sealed record Rendered(string Root, string? Title, ConsoleAsset Page, string Tag);
}
