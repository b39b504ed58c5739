using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Tinpot.Actions;
using Tinpot.Generated;

namespace Tinpot.Load;

/// <summary>A whole host, with callers in it.</summary>
internal static class CallerHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Standard output is for the answers
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddTinpot(ActionCatalog.Instance);
        await using WebApplication app = builder.Build();
        app.MapTinpot();
        await app.StartAsync();

        var callers = new Callers(app.Services.GetRequiredService<IActionClient>());
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(await callers.RunAsync(line));
        await app.StopAsync();
        return 0;
    }
}
