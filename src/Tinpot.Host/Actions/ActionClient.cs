using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Actions;

internal sealed class ActionClient(ActionSubmitter submitter, ExecutionAccess access, IExecutionClient executions) : IActionClient
{
    private const string Scheme = "code";

    public async Task<Guid> SubmitAsync(string action, JsonObject? parameters, SubmitOptions? options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(action);
        options ??= new SubmitOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Priority, SubmissionRules.LowestPriority);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Priority, SubmissionRules.HighestPriority);
        if (options.IdempotencyKey is { } key && !SubmissionRules.IsIdempotencyKey(key))
            throw new ArgumentException("An idempotency key is 1–255 visible ASCII characters.", nameof(options));

        using JsonDocument? given = parameters is null ? null : JsonInput.Parse(Write(parameters), JsonLimits.Submitted);
        var request = new SubmissionRequest
        {
            Parameters = given?.RootElement ?? default,
            By = By(options.RequestedBy),
            Via = Scheme,
            IdempotencyKey = options.IdempotencyKey,
            RunAt = options.RunAt,
            Priority = options.Priority,
        };
        return await SubmitAsync(action, request, cancellation).ConfigureAwait(false) switch
        {
            SubmissionResult.Accepted accepted => accepted.Id,
            SubmissionResult.Rejected rejected => throw new ActionRejectedException(rejected.Sentence, (rejected as SubmissionResult.Invalid)?.Errors),
            var unexpected => throw new InvalidOperationException($"Submitting answered {unexpected}."),
        };
    }

    private async Task<SubmissionResult> SubmitAsync(string action, SubmissionRequest request, CancellationToken cancellation)
    {
        try
        {
            return await submitter.SubmitAsync(action, request, cancellation).ConfigureAwait(false);
        }
        catch (UncertainSubmissionException uncertain)
        {
            // What its caller has to know is the same: under which id it may exist
            throw new StoreUnavailableException(uncertain.Message, uncertain.InnerException) { ExecutionId = uncertain.ExecutionId };
        }
    }

    public async Task<ActionStatus?> GetAsync(Guid executionId, CancellationToken cancellation) =>
        await executions.FindAsync(executionId, cancellation).ConfigureAwait(false) is { } record ? StatusOf(record) : null;

    public async Task<ActionStatus> WaitAsync(Guid executionId, CancellationToken cancellation) =>
        await executions.WaitForEndAsync(executionId, cancellation).ConfigureAwait(false) is { } record
            ? StatusOf(record)
            : throw new KeyNotFoundException($"There is no execution {executionId}.");

    public async Task<bool> CancelAsync(Guid executionId, CancellationToken cancellation)
    {
        try
        {
            return await access.CancelAsync(executionId, By(null), cancellation).ConfigureAwait(false) is CancelOutcome.Cancelled or CancelOutcome.Cancelling;
        }
        catch (AccessDeniedException denied)
        {
            throw new ActionRejectedException(denied.Message);
        }
    }

    private static Principal By(string? name) =>
        name is null ? new Principal("code:code", "code", Scheme, []) : new Principal($"code:{name}", name, Scheme, []);

    private static ReadOnlyMemory<byte> Write(JsonObject parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            parameters.WriteTo(writer);
        return buffer.WrittenMemory;
    }

    private static ActionStatus StatusOf(ExecutionRecord record) => new(
        record.Id,
        record.Action,
        record.State,
        record.Result is { } result ? Parse(result) : null,
        record.Error is { } error ? new ActionError(error.Reason, error.Type, error.Message) : null);

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonInput.Parse(json, JsonLimits.Value);
        return document.RootElement.Clone();
    }
}
