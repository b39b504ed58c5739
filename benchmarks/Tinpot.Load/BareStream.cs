using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tinpot.Load;

/// <summary>Server-Sent Events with nothing behind them: numbered lines of 100 bytes, one event each.</summary>
internal static class BareStream
{
    public static string Line(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"line {number} ").PadRight(100, '.');

    public static async Task<int> RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        await using WebApplication app = builder.Build();
        app.MapGet("/stream", static async context =>
        {
            context.Response.ContentType = "text/event-stream";
            int lines = int.Parse(context.Request.Query["lines"]!, CultureInfo.InvariantCulture);
            for (int line = 1; line <= lines; line++)
                await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {line}\ndata: {Line(line)}\n\n"));
        });
        await app.StartAsync();
        await Console.In.ReadLineAsync();
        await app.StopAsync();
        return 0;
    }
}
