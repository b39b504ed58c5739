using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Api.Streaming;

namespace Tinpot.Api.Answers;

/// <summary>Writes a JSON body in one piece with its length.</summary>
internal static class JsonAnswer
{
    /// <summary>The answers are JSON and never HTML (nosniff), so that only what JSON itself needs is escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task WriteAsync<T>(HttpContext context, T value, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context, StatusCodes.Status200OK, "application/json", value, write);

    public static Task WriteAsync<T>(HttpContext context, int status, T value, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context, status, "application/json", value, write);

    public static async Task WriteAsync<T>(HttpContext context, int status, string contentType, T value, Action<Utf8JsonWriter, T> write)
    {
        var body = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(body, Options))
            write(writer, value);
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.WrittenCount;
        if (body.WrittenCount <= TimedBody.PieceBytes)
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
        else
            await TimedBody.For(context).WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
