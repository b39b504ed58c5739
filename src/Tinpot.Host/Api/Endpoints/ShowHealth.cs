using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Http.Responses;
using Tinpot.Platform;
using Tinpot.Settings.Checks;

namespace Tinpot.Api.Endpoints;

/// <summary><c>GET /api/health</c>: what the probes answer, with the texts, and every loop of the host.</summary>
internal static class ShowHealth
{
    public static async Task HandleAsync(HttpContext context)
    {
        HostChecks checks = context.RequestServices.GetRequiredService<HostChecks>();
        await JsonResponse.WriteAsync(
            context,
            (Health: checks.Liveness(), Ready: checks.Readiness(), Loops: context.RequestServices.GetRequiredService<SupervisedLoops>().All),
            static (writer, found) =>
            {
                writer.WriteStartObject();
                Write(writer, "health"u8, found.Health);
                Write(writer, "ready"u8, found.Ready);
                writer.WriteStartArray("loops"u8);
                foreach (SupervisedLoop loop in found.Loops)
                    Write(writer, loop);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<CheckResult> checks)
    {
        writer.WriteStartObject(name);
        HealthResponse.WriteStatus(writer, checks);
        writer.WriteStartObject("checks"u8);
        foreach (CheckResult check in checks)
        {
            writer.WriteStartObject(check.Name);
            writer.WriteString("status"u8, HealthResponse.Word(check.Fault));
            writer.WriteString("detail"u8, check.Fault);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SupervisedLoop loop)
    {
        (Exception Error, TimeSpan Since)? failure = loop.Failure;
        writer.WriteStartObject();
        writer.WriteString("name"u8, loop.Name);
        writer.WriteString("status"u8, HealthResponse.Word(failure?.Error.Message));
        writer.WriteString("detail"u8, failure?.Error.Message);
        if (failure is { } failing)
            writer.WriteNumber("failing_seconds"u8, Math.Round(failing.Since.TotalSeconds, 1));
        writer.WriteEndObject();
    }
}
