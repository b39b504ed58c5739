using System.Net;
using System.Text;
using System.Text.Json;

namespace Tinpot.Native.Tests;

/// <summary>JSON over HTTP, in and out.</summary>
internal static class HttpJson
{
    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path) => JsonElement.Parse(await client.GetStringAsync(path));

    /// <summary>Posts a body as it is, with headers as <c>"Name: value"</c>.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(
        this HttpClient client, string path, string body, string type = "application/json", params string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (string header in headers)
            request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':')], header[(header.IndexOf(':') + 1)..].Trim());
        using HttpResponseMessage answer = await client.SendAsync(request);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static bool Is(this JsonElement one, string type) => one.Text("type") == type;

    /// <summary>The messages of a 400, as <c>path: message</c>.</summary>
    public static IEnumerable<string> Errors(this JsonElement problem) => problem.GetProperty("errors").EnumerateObject()
        .SelectMany(error => error.Value.EnumerateArray().Select(message => $"{error.Name}: {message.GetString()}"));
}
