using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Schemas;

namespace Tinpot.Http.Responses;

/// <summary>Every problem this API answers with; each tells what to do next.</summary>
internal static class Problems
{
    private const int SecondsToRetry = 5;

    /// <summary>A submission that was not accepted.</summary>
    public static Problem Of(SubmissionResult.Rejected rejected) => rejected switch
    {
        SubmissionResult.UnknownAction => new(404, "unknown-action", "Unknown action", rejected.Sentence),
        SubmissionResult.Invalid invalid => Invalid(invalid.Errors),
        SubmissionResult.Denied => Forbidden(rejected.Sentence),
        // An id is chosen by an idempotency key here
        SubmissionResult.KeyConflict or SubmissionResult.ForeignId =>
            new(422, "idempotency-conflict", "Idempotency key was used for another request", new SubmissionResult.KeyConflict().Sentence),
        SubmissionResult.WouldDeadlock => new(422, "waits-for-itself", "Would wait for itself", rejected.Sentence),
        SubmissionResult.QueueFull => new(429, "queue-full", "Queue is full", rejected.Sentence) { RetryAfter = SecondsToRetry },
        SubmissionResult.LimitReached => new(429, "limit-reached", "Concurrency limit reached", rejected.Sentence) { RetryAfter = SecondsToRetry },
        _ => throw new InvalidOperationException($"There is no answer for {rejected}."),
    };

    /// <param name="reason">Why the principal may not do it.</param>
    public static Problem Forbidden(string reason) => new(403, "forbidden", "Forbidden", reason);

    public static Problem UnknownExecution(string id) =>
        new(404, "unknown-execution", "Unknown execution",
            $"There is no execution '{id}'; it may have been removed by retention.");

    public static Problem UnknownRoute(string root) =>
        new(404, "unknown-route", "Unknown route",
            $"There is nothing at this address. The API is below {root}/api/actions and {root}/api/executions.");

    public static Problem UnknownProbe() =>
        new(404, "unknown-route", "Unknown route", "There is nothing at this address. A worker answers only /health and /ready.");

    public static Problem UnknownFile() =>
        new(404, "unknown-file", "Unknown file", "There is no such file of the console in this version. Load the page again.");

    public static Problem WrongMethod(string allowed) =>
        new(405, "wrong-method", "Wrong method", $"This address requires {allowed}.");

    public static Problem Invalid(IReadOnlyList<SchemaError> errors) =>
        new(400, "invalid-input", "Invalid input", errors.Count == 1
            ? $"{errors[0].Path}: {errors[0].Message}"
            : $"There are {errors.Count} errors; see errors.")
        {
            Errors = errors,
        };

    public static Problem InvalidQuery(IReadOnlyList<SchemaError> errors) =>
        Invalid(errors) with { Slug = "invalid-query", Title = "Invalid query" };

    public static Problem MalformedEventId(string value) =>
        new(400, "malformed-event-id", "Malformed Last-Event-ID",
            $"Last-Event-ID '{value}' is not an event of this execution. Send the id of the last event received, or omit the header to start from the beginning.");

    public static Problem BodyTooLarge(long limit) =>
        new(413, "body-too-large", "Body too large",
            $"A request body may have at most {limit.ToString(CultureInfo.InvariantCulture)} bytes (TINPOT_BODY_LIMIT).");

    public static Problem NotJson(string? contentType) =>
        new(415, "not-json", "Body is not JSON", contentType is null
            ? "The body has no Content-Type; send application/json, or no body at all."
            : $"The body is '{contentType}'; send application/json, or no body at all.");

    public static Problem EncodedBody(string encoding) =>
        new(415, "encoded-body", "Body is encoded",
            $"Content-Encoding '{encoding}' is not supported; send the body without an encoding.");

    public static Problem TransferCoding(string coding) =>
        new(501, "transfer-coding", "Unsupported transfer coding",
            $"Transfer-Encoding '{coding}' is not supported; 'chunked' is.");

    public static Problem BrokenBody() =>
        new(400, "bad-request", "Bad request", "The body could not be read: its framing is invalid, or it ends too early.");

    public static Problem TooManyStreams(int limit) =>
        new(503, "too-many-streams", "Too many streams",
            $"{limit.ToString(CultureInfo.InvariantCulture)} streams, logs and waiting requests are open, which is the limit of this host. Close some, or poll /status instead.")
        {
            RetryAfter = SecondsToRetry,
        };

    public static Problem TooManySearches() =>
        new(503, "too-many-searches", "Too many searches",
            "This search could not start, because other searches in logs took too long. Try again, or read the whole log.")
        {
            RetryAfter = SecondsToRetry,
        };

    public static Problem TooManyConnections() =>
        new(503, "too-many-connections", "Too many connections",
            "The limit of open connections of this host is reached. Close some, or raise the limit of open files of its process.")
        {
            RetryAfter = SecondsToRetry,
        };

    /// <summary>The reason names paths, addresses and scripts, so only the log has it.</summary>
    public static Problem StoreUnavailable() =>
        new(503, "store-unavailable", "Store unavailable", "The store is not available at the moment; the log of the host says why. Try again.")
        {
            RetryAfter = SecondsToRetry,
        };

    /// <summary>A submission that the store did not confirm.</summary>
    public static Problem SubmissionUncertain(Guid id) => StoreUnavailable() with
    {
        Detail = $"The store did not confirm execution {id}; it may have been accepted. Repeat the request with 'Idempotency-Key: {id}': "
            + "the action then runs once, even if this request was accepted. The log of the host gives the reason.",
        ExecutionId = id,
    };

    /// <summary>A submission that failed for a reason that nobody foresaw.</summary>
    /// <param name="reference">Under which the log of the host has the failure.</param>
    public static Problem SubmissionFailed(Guid id, string reference) => Unexpected(reference) with
    {
        Detail = $"This is an internal error of the host, which may have accepted execution {id} nevertheless. Repeat the request with "
            + $"'Idempotency-Key: {id}': the action then runs once, even if this request was accepted. The log has the details under reference {reference}.",
        ExecutionId = id,
    };

    /// <summary>The failure of a wait for the end of an execution that was accepted.</summary>
    public static Problem EndUnknown(Guid id, Problem failure) => failure with
    {
        Detail = $"Execution {id} was accepted, but its result cannot be read now. Do not repeat the request; read its status later. "
            + (failure.Status == StatusCodes.Status503ServiceUnavailable ? "The log of the host gives the reason." : failure.Detail),
        ExecutionId = id,
    };

    /// <param name="reference">Under which the log of the host has the failure.</param>
    public static Problem Unexpected(string reference) =>
        new(500, "unexpected", "Unexpected failure",
            $"This is an internal error of the host, not an error of the request. The log of the host has the details under reference {reference}.");

    /// <summary>Gone rather than an error of the server: asking again does not help.</summary>
    public static Problem Unreadable(UnreadableRecordException unreadable) =>
        new(410, "unreadable-record", "Record cannot be read",
            $"{unreadable.Message} Its events may still be readable. Retention removes it. The log of the host gives the reason.");

    public static Problem Finished(Guid id, ExecutionState state) =>
        new(409, "already-finished", "Already finished",
            $"Execution {id} has already ended as {state}; it cannot be cancelled.")
        {
            State = state,
        };

    public static Problem BadRequest(BadHttpRequestException bad) =>
        new(bad.StatusCode, "bad-request", "Bad request", bad.Message);

    public static Problem ForeignOrigin(string header) =>
        new(403, "foreign-origin", "Foreign origin",
            $"Pages of other sites cannot change anything on this host ({header}). Behind a proxy, pass the Host header on unchanged, or list the public name in TINPOT_HOSTS.");

    public static Problem UnknownHost(string? host) =>
        new(403, "unknown-host", "Unknown host name",
            $"This host does not accept the host name '{host}'. If the name is correct, add it to TINPOT_HOSTS.");

    public static Problem ProxiedAnonymous(string header) =>
        new(403, "proxied-anonymous", "Proxied without authentication",
            $"The request came through a proxy ({header}), and without authentication only requests from this machine are accepted. If every client that can reach the proxy may run every action, set TINPOT_AUTH=none.");

    public static Problem NotLoopback(IPAddress address) =>
        new(403, "not-loopback", "Not from this machine",
            $"The request arrived at {address}, and without authentication only loopback is accepted. If every client that can reach that address may run every action, set TINPOT_AUTH=none.");
}
