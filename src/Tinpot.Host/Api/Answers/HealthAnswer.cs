using Microsoft.AspNetCore.Http;

namespace Tinpot.Api.Answers;

/// <summary><c>{status, checks: {name: "ok" or what is wrong}}</c>, 200 when all is well and 503 otherwise.</summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, IReadOnlyList<(string Name, string? Fault)> checks)
    {
        bool well = checks.All(check => check.Fault is null);
        return JsonAnswer.WriteAsync(
            context,
            well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            (well, checks),
            static (writer, answer) =>
            {
                writer.WriteStartObject();
                writer.WriteString("status", answer.well ? "ok" : "unavailable");
                writer.WriteStartObject("checks");
                foreach ((string name, string? fault) in answer.checks)
                    writer.WriteString(name, fault ?? "ok");
                writer.WriteEndObject();
                writer.WriteEndObject();
            });
    }
}
