using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;

namespace Tinpot.Http;

/// <summary>
/// Logs the failures of requests that nothing foresaw: the first of a kind with its stack at Error, those that follow within
/// <see cref="Quiet"/> at Debug. All of them answer the same reference, so that every reference is found in the log.
/// </summary>
internal sealed partial class UnexpectedFailures(TimeProvider clock, ILogger<UnexpectedFailures> logger)
{
    /// <summary>After this time a kind of failure is logged in full again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>The kinds are types of exceptions times routes. More than this many are not distinguished.</summary>
    private const int MostKinds = 1_000;

    private readonly ConcurrentDictionary<(Type Type, string Route), Kind> _kinds = new();

    /// <returns>The reference under which the failure is found in the log.</returns>
    public string Report(HttpContext context, Exception failure)
    {
        string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        (Type, string) name = (failure.GetType(), route);
        if (!_kinds.ContainsKey(name) && _kinds.Count >= MostKinds)
            name = (typeof(Exception), "");
        Kind kind = _kinds.GetOrAdd(name, static _ => new Kind());
        if (kind.Begins(clock, out string reference))
            LogFailure(failure, context.Request.Method, route, reference, failure.GetType().FullName!, failure.Message);
        else
            LogRepeated(failure, context.Request.Method, route, reference);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "{Method} {Route} failed unexpectedly, reference {Reference}: {Type}: {Message} More of this kind are logged at Debug for a minute.")]
    private partial void LogFailure(Exception failure, string method, string route, string reference, string type, string message);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} failed again as under reference {Reference}")]
    private partial void LogRepeated(Exception failure, string method, string route, string reference);

    /// <summary>When a kind of failure was logged last, and under which reference.</summary>
    private sealed class Kind
    {
        private readonly Lock _lock = new();
        private string _reference = "";
        private long _logged;

        /// <returns>Whether this failure is to be logged in full.</returns>
        public bool Begins(TimeProvider clock, out string reference)
        {
            lock (_lock)
            {
                bool begins = _reference.Length == 0 || clock.GetElapsedTime(_logged) >= Quiet;
                if (begins)
                    (_reference, _logged) = (RandomNames.NewShort(), clock.GetTimestamp());
                reference = _reference;
                return begins;
            }
        }
    }
}
