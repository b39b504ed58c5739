using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Schemas;
using Tinpot.Security;
using Tinpot.Telemetry;

namespace Tinpot.Actions;

/// <summary>The one way from a request to a stored execution: find, check, complete, encrypt, submit.</summary>
internal sealed class ActionSubmitter(IActionCatalog catalog, IActionLookup actions, ISecretVault vault, IExecutionClient executions, TimeProvider time)
{
    private static readonly byte[] NoParameters = "{}"u8.ToArray();

    private readonly HeldPlaces _heldPlaces = new(catalog, executions);

    /// <summary>What submitting would be refused for, without submitting; null when nothing is wrong.</summary>
    public SubmissionResult? Check(string action, ReadOnlyMemory<byte> parameters) =>
        catalog.Find(action) is { } descriptor
            ? Check(descriptor, parameters.IsEmpty ? NoParameters : parameters)
            : Unknown(action);

    public async Task<SubmissionResult> SubmitAsync(SubmissionRequest request, CancellationToken cancellation)
    {
        if (await actions.FindAsync(request.Action, cancellation).ConfigureAwait(false) is not { } action)
            return Unknown(request.Action);
        ReadOnlyMemory<byte> parameters = request.Parameters.IsEmpty ? NoParameters : request.Parameters;
        if (Check(action, parameters) is { } refusal)
            return refusal;

        byte[] complete = ArgumentDocument.Complete(action.Parameters, parameters.Span);
        (byte[] masked, byte[]? secrets) = SecretArguments.Split(action.Parameters, complete);
        LimitSet? limits = ConcurrencyPlan.Of(catalog, action, complete);
        Guid id = request.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        if (limits is not null)
            id = ExecutionIds.InFirstPart(id);
        if (limits is not null && request.ParentId is { } parent
            && await _heldPlaces.ObstacleAsync(limits, parent, cancellation).ConfigureAwait(false) is { } obstacle)
        {
            return new SubmissionResult.WaitsForItself(action.Name, obstacle);
        }

        TraceContext? trace = TraceContext.Current;
        using Activity? span = Spans.Submission(action, id, trace);
        var submission = new ExecutionSubmission
        {
            Id = id,
            Action = action.Name,
            Title = action.Title,
            Group = action.Group,
            Queue = action.Queue,
            ContractHash = action.ContractHash,
            Arguments = masked,
            // A null array would convert to memory that is there and empty
            Secrets = secrets is null ? default(ReadOnlyMemory<byte>?) : vault.Protect(secrets, id),
            RequestedBy = request.By,
            RequestedVia = request.Via,
            RunAt = request.Delay is { } delay ? time.GetUtcNow() + delay : request.RunAt,
            Priority = request.Priority,
            Retries = action.Retries,
            Limits = limits,
            Rejecting = action.MaxConcurrent is { WhenFull: WhenFull.Reject } ? limits?.Of(action.Name) : null,
            RerunOf = request.RerunOf,
            ParentId = request.ParentId,
            RootId = request.RootId,
            Idempotency = request.IdempotencyKey is { } key ? new IdempotencyClaim(key, HashOf(action, request, complete)) : null,
            Trace = span is null ? trace : TraceContext.Of(span),
        };

        SubmitOutcome outcome = await SubmitAsync(submission, span, cancellation).ConfigureAwait(false);
        return outcome.Status switch
        {
            SubmitStatus.Accepted => new SubmissionResult.Accepted(outcome.Id, action, Replayed: false),
            SubmitStatus.Replayed => new SubmissionResult.Accepted(outcome.Id, action, Replayed: true),
            SubmitStatus.KeyConflict => new SubmissionResult.KeyConflict(),
            SubmitStatus.LimitReached => new SubmissionResult.LimitReached(action.Name, action.MaxConcurrent!),
            SubmitStatus.QueueFull => new SubmissionResult.QueueFull(action.Queue),
            _ => throw new InvalidOperationException($"The store answered {outcome.Status}."),
        };
    }

    private async Task<SubmitOutcome> SubmitAsync(ExecutionSubmission submission, Activity? span, CancellationToken cancellation)
    {
        try
        {
            SubmitOutcome outcome = (await executions.SubmitAsync([submission], cancellation).ConfigureAwait(false))[0];
            if (outcome.Status is not (SubmitStatus.Accepted or SubmitStatus.Replayed))
                span?.Fail(outcome.Status.ToString(), outcome.Status.ToString());
            return outcome;
        }
        catch (StoreUnavailableException error)
        {
            span?.Fail("unavailable", error.GetType().FullName!);
            throw;
        }
    }

    private SubmissionResult.Invalid? Check(ActionDescriptor action, ReadOnlyMemory<byte> parameters)
    {
        IReadOnlyList<SchemaError> errors = catalog.Check(action, parameters.Span);
        return errors.Count == 0 ? null : new SubmissionResult.Invalid(errors);
    }

    private SubmissionResult.UnknownAction Unknown(string name) =>
        new(name, Suggestion.Closest(name, catalog.Names));

    /// <summary>Keyed, for the arguments may hold secrets; over the completed arguments, so that saying a default is no difference.</summary>
    private byte[] HashOf(ActionDescriptor action, SubmissionRequest request, ReadOnlySpan<byte> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(arguments.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(action.Name);
            writer.WriteRawValue(arguments, skipInputValidation: true);
            if (request.Delay is { } delay)
                writer.WriteNumberValue(delay.Ticks);
            else if (request.RunAt is { } runAt)
                writer.WriteStringValue(runAt.ToUniversalTime());
            else
                writer.WriteNullValue();
            writer.WriteNumberValue(request.Priority);
            writer.WriteEndArray();
        }

        return vault.Hash(buffer.WrittenSpan);
    }
}
