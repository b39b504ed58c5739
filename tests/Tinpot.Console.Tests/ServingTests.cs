using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Tinpot.WebConsole.Tests.Browsing;

namespace Tinpot.WebConsole.Tests;

/// <summary>The page and its files over HTTP.</summary>
public sealed partial class ServingTests(SharedHost shared)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });

    [Fact]
    public async Task The_page_forbids_everything_that_is_not_its_own()
    {
        using HttpResponseMessage page = await Client.GetAsync(shared.Host.Address);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        string policy = Header(page, "Content-Security-Policy");
        foreach (string part in new[] { "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'self'", "require-trusted-types-for 'script'" })
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(page, "Referrer-Policy"));
        Assert.Equal("no-cache", Header(page, "Cache-Control"));
        string html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("<style|style=|<script(?![^>]*src=)|\\son[a-z]+=|{{", html);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
    }

    [Fact]
    public async Task The_page_is_sent_again_only_when_it_changed()
    {
        using HttpResponseMessage first = await Client.GetAsync(shared.Host.Address);
        using var again = new HttpRequestMessage(HttpMethod.Get, shared.Host.Address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

        using var head = new HttpRequestMessage(HttpMethod.Head, shared.Host.Address);
        using HttpResponseMessage answer = await Client.SendAsync(head);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Files_are_kept_forever_under_their_hash_and_found_under_no_other_name()
    {
        string app = await AppAsync();
        using HttpResponseMessage script = await Client.GetAsync(app);
        Assert.Equal("text/javascript; charset=utf-8", script.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Header(script, "Cache-Control"));
        Assert.Equal("nosniff", Header(script, "X-Content-Type-Options"));

        string[] unknown = [app.Replace("/assets/", "/assets/0", StringComparison.Ordinal), app + "x", app.Replace("app.js", "index.html", StringComparison.Ordinal),
            app.Replace("app.js", "..%2f..%2fapp.js", StringComparison.Ordinal), app.Replace("app.js", "", StringComparison.Ordinal)];
        foreach (string address in unknown)
        {
            using HttpResponseMessage missing = await Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task Everything_together_is_under_100_KB_compressed()
    {
        string app = await AppAsync();
        string wwwroot = Path.Combine(Tools.Root, "src", "Tinpot.Host", "wwwroot");
        long total = 0;
        foreach (string file in Directory.EnumerateFiles(wwwroot, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(wwwroot, file).Replace('\\', '/');
            using var request = new HttpRequestMessage(HttpMethod.Get, path == "index.html" ? shared.Host.Address : app.Replace("app.js", path, StringComparison.Ordinal));
            request.Headers.AcceptEncoding.ParseAdd("gzip, deflate");
            using HttpResponseMessage answer = await Client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
            byte[] compressed = await answer.Content.ReadAsByteArrayAsync();
            total += compressed.Length;
            if (path == "index.html") continue;
            using var plain = new MemoryStream();
            await new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress).CopyToAsync(plain);
            Assert.Equal(await File.ReadAllBytesAsync(file), plain.ToArray());
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{total:N0} bytes");
        Assert.InRange(total, 1, 100 * 1024);
    }

    [Fact]
    public async Task The_label_of_the_instance_is_text()
    {
        await using ConsoleHost host = await ConsoleHost.StartAsync(options => options.Title = "<b>PROD</b>");
        string html = await Client.GetStringAsync(host.Address);
        Assert.Contains("<title>&lt;b&gt;PROD&lt;/b&gt; &#xB7; Tinpot</title>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"instance-label\">&lt;b&gt;PROD&lt;/b&gt;</span>", html, StringComparison.Ordinal);
    }

    private async Task<string> AppAsync()
    {
        string html = await Client.GetStringAsync(shared.Host.Address);
        return $"{shared.Host.Address}/{AppScript().Match(html).Groups[1].Value}";
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    [GeneratedRegex("src=\"(assets/[0-9a-f]{16}/app\\.js)\"")]
    private static partial Regex AppScript();
}
