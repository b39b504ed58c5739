using System.Diagnostics;
using Tinpot;

namespace TestActions;

[ActionGroup("Traces")]
public static class TraceActions
{
    /// <summary>Returns the id of the trace that it is part of; null = none.</summary>
    [Action]
    public static string? TellTrace() => Activity.Current?.TraceId.ToString();

    /// <summary>Requests a page and returns it.</summary>
    [Action]
    public static async Task<string> RequestPage(string url, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await client.GetStringAsync(new Uri(url), cancellation);
    }

    /// <summary>Has another action request a page.</summary>
    [Action]
    public static Task<string> RequestPageNested(string url, CancellationToken cancellation) => RequestPage(url, cancellation);

    /// <summary>Has another action end the process.</summary>
    [Action]
    public static void ExitNested([Range(0, 255)] int code) => CrashActions.ExitProcess(code);
}
