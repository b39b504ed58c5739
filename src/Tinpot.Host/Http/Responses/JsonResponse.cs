using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Http.Streaming;
using Tinpot.Platform.Json;

namespace Tinpot.Http.Responses;

/// <summary>Writes a JSON body in one piece with its length.</summary>
internal static class JsonResponse
{
    public static Task WriteAsync<T>(HttpContext context, T value, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context, StatusCodes.Status200OK, "application/json", value, write);

    public static Task WriteAsync<T>(HttpContext context, int status, T value, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context, status, "application/json", value, write);

    public static Task WriteAsync<T>(HttpContext context, int status, string contentType, T value, Action<Utf8JsonWriter, T> write) =>
        SendAsync(context, status, contentType, Body(value, write));

    /// <summary>With an <c>ETag</c>, so that a client that has the same already is not sent it again.</summary>
    public static Task WriteTaggedAsync<T>(HttpContext context, T value, Action<Utf8JsonWriter, T> write)
    {
        ReadOnlyMemory<byte> body = Body(value, write);
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 16))}\"";
        return EntityTag.IsKnown(context, tag) ? Task.CompletedTask : SendAsync(context, StatusCodes.Status200OK, "application/json", body);
    }

    private static ReadOnlyMemory<byte> Body<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, JsonWriting.Plain))
            write(writer, value);
        return body.WrittenMemory;
    }

    private static async Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (body.Length <= TimedBody.PieceBytes)
            await response.Body.WriteAsync(body, context.RequestAborted);
        else
            await TimedBody.For(context).WriteAsync(body, context.RequestAborted);
    }
}
