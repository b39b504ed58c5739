using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tinpot.Telemetry;

namespace Tinpot.Http.Limits;

/// <summary>Closes the connections of those who do not take their answer.</summary>
internal sealed partial class SlowReaders(ExecutionMetrics metrics, ILogger<SlowReaders> logger)
{
    /// <summary>A reader that has not taken a piece of its answer after this time holds memory and a connection for nothing.</summary>
    public static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(30);

    public void Drop(HttpContext context)
    {
        metrics.DroppedReader();
        LogDropped(context.Request.Path, LongestFlush.TotalSeconds);
        context.Abort();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The client of {Path} read too slowly for {Seconds} s; its connection is closed.")]
    private partial void LogDropped(PathString path, double seconds);
}
