using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>What a client of the API does, in a line each.</summary>
internal static class ApiClient
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static HttpRequestMessage Post(string path, string? json = null, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (json is not null)
            request.Content = Json(json);
        foreach ((string name, string value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return request;
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.JsonAsync();
    }

    /// <summary>Starts an action and returns the id of its execution.</summary>
    public static async Task<string> ExecuteAsync(this HttpClient client, string action, string? parameters = null)
    {
        using HttpRequestMessage request = Post($"/api/actions/{action}/execute", parameters is null ? null : $$"""{"parameters": {{parameters}}}""");
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
    }

    /// <summary>Runs an action to its end and returns the answer.</summary>
    public static async Task<JsonElement> RunAsync(this HttpClient client, string action, string? parameters = null)
    {
        using HttpRequestMessage request = Post($"/api/actions/{action}/sync_execute", parameters is null ? null : $$"""{"parameters": {{parameters}}}""");
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    /// <summary>Checks that the answer is the problem it should be.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status, string slug)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.JsonAsync();
        Assert.Equal("urn:tinpot:" + slug, problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    /// <summary>Opens the stream of an execution.</summary>
    public static async Task<SseStream> StreamAsync(this HttpClient client, string id, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/stream");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new SseStream(response);
    }
}
