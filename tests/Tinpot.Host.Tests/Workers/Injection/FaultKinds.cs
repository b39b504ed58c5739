using System.Text.Json;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Workers.Injection;

/// <summary>What may go wrong below a call: a failure that says it passes, and kinds that nobody foresaw.</summary>
internal static class FaultKinds
{
    public static readonly (string Name, Func<Exception> Make)[] All =
    [
        ("unavailable", () => new StoreUnavailableException("away")),
        ("I/O", () => new IOException("broken pipe")),
        ("invalid operation", () => new InvalidOperationException("unforeseen")),
        ("JSON", () => new JsonException("not JSON")),
        ("out of threads", () => new OutOfMemoryException("no thread")),
        ("cancelled", () => new OperationCanceledException("not by us")),
    ];
}
