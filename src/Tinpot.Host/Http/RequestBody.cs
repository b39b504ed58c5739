using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Tinpot.Http.Responses;
using Tinpot.Platform;
using Tinpot.Schemas;

namespace Tinpot.Http;

/// <summary>Reads a JSON body whole, up to the limit, whether its length was announced or not.</summary>
internal static class RequestBody
{
    /// <returns>The body, valid UTF-8; empty when there is none.</returns>
    /// <exception cref="ProblemException">Too large (413), not JSON or encoded (415), not UTF-8 or not readable (400).</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        int limit = context.RequestServices.Options().BodyLimit;
        HttpRequest request = context.Request;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false || request.ContentLength == 0)
            return ReadOnlyMemory<byte>.Empty;
        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(Problems.EncodedBody(encoding));
        if (request.ContentLength > limit)
            throw new ProblemException(Problems.BodyTooLarge(limit));

        // Ours is the limit that counts, also where it is above the server's
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var body = new ArrayBufferWriter<byte>();
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await ReadAsync(reader, context.RequestAborted);
            Problem? problem = Refuse(read.Buffer.Length, body.WrittenCount, limit, request.ContentType);
            if (problem is null)
            {
                foreach (ReadOnlyMemory<byte> part in read.Buffer)
                    body.Write(part.Span);
            }

            // Also when it is refused: the server reads the rest away and finds a read going on otherwise
            reader.AdvanceTo(read.Buffer.End);
            if (problem is not null)
                throw new ProblemException(problem);
            if (read.IsCompleted)
                return Text(body.WrittenMemory);
        }
    }

    /// <remarks>The server reports some faults of the framing, such as a chunk size that is too large for it, without a status.</remarks>
    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (Exception failure) when (failure is IOException and not BadHttpRequestException && !cancellation.IsCancellationRequested)
        {
            throw new ProblemException(Problems.BrokenBody());
        }
    }

    private static Problem? Refuse(long read, int before, int limit, string? contentType)
    {
        if (read > 0 && before == 0 && !IsJson(contentType))
            return Problems.NotJson(contentType);
        return before + read > limit ? Problems.BodyTooLarge(limit) : null;
    }

    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> body)
    {
        if (ByteOrderMark.OtherEncoding(body.Span) is { } encoding)
            throw new ProblemException(Problems.Invalid([new SchemaError("$", $"The body is {encoding}; send JSON encoded as UTF-8.")]));
        if (!Utf8.IsValid(body.Span))
            throw new ProblemException(Problems.Invalid([new SchemaError("$", "The body is not UTF-8; send JSON encoded as UTF-8.")]));
        return ByteOrderMark.Remove(body);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
