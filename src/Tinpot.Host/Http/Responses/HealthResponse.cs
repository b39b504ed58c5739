using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tinpot.Settings.Checks;

namespace Tinpot.Http.Responses;

/// <summary>What the probes answer: <c>{status, checks: {name: "ok" or "failing"}}</c>, 200 when every check passes and 503 otherwise.</summary>
internal static class HealthResponse
{
    /// <summary>Says nothing of the inside: a probe has no credentials.</summary>
    public static Task WriteAsync(HttpContext context, IReadOnlyList<CheckResult> checks) => JsonResponse.WriteAsync(
        context,
        checks.All(check => check.Fault is null) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
        checks,
        static (writer, checks) =>
        {
            writer.WriteStartObject();
            WriteStatus(writer, checks);
            writer.WriteStartObject("checks"u8);
            foreach (CheckResult check in checks)
                writer.WriteString(check.Name, Word(check.Fault));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    public static void WriteStatus(Utf8JsonWriter writer, IReadOnlyList<CheckResult> checks) =>
        writer.WriteString("status"u8, checks.All(check => check.Fault is null) ? "ok"u8 : "unavailable"u8);

    public static ReadOnlySpan<byte> Word(string? fault) => fault is null ? "ok"u8 : "failing"u8;
}
