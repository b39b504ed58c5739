using System.Collections.Concurrent;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>Gates that tests open and running actions wait at.</summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Known = new();

    public static string New() => Guid.NewGuid().ToString("N");

    public static Task Of(string gate) => Source(gate).Task;

    public static void Open(string gate) => Source(gate).TrySetResult();

    private static TaskCompletionSource Source(string gate) =>
        Known.GetOrAdd(gate, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
