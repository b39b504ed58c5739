using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Executions;
using Tinpot.Executions.Limits;
using Tinpot.Platform.Json;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Security;
using Tinpot.Telemetry;

namespace Tinpot.Actions;

/// <summary>The one way from a request to a stored execution: find, authorize, check, complete, encrypt, submit.</summary>
internal sealed class ActionSubmitter(
    IActionCatalog catalog, IActionLookup actions, IAuthorization authorization, ISecretVault vault, IExecutionClient executions, TimeProvider time)
{
    private static readonly JsonElement NoParameters = JsonInput.Parse("{}", JsonLimits.Value).RootElement;

    private readonly HeldSlots _heldSlots = new(catalog, executions);

    /// <summary>The action of a name or an alias; null when there is none.</summary>
    public ValueTask<ActionDescriptor?> FindAsync(string name, CancellationToken cancellation) => actions.FindAsync(name, cancellation);

    /// <summary>The refusal of a name that <see cref="FindAsync"/> did not find.</summary>
    public SubmissionResult.UnknownAction Unknown(string name) => new(name, Suggestion.Closest(name, catalog.Names));

    /// <summary>What submitting would be refused for before anything is asked of the store; null when nothing is wrong.</summary>
    public SubmissionResult.Rejected? Check(ActionDescriptor action, SubmissionRequest request) =>
        Refuse(action, request.By) is { } denied ? denied : Check(action, ParametersOf(request));

    public async Task<SubmissionResult> SubmitAsync(string name, SubmissionRequest request, CancellationToken cancellation) =>
        await FindAsync(name, cancellation).ConfigureAwait(false) is { } action
            ? await SubmitAsync(action, request, cancellation).ConfigureAwait(false)
            : Unknown(name);

    public async Task<SubmissionResult> SubmitAsync(ActionDescriptor action, SubmissionRequest request, CancellationToken cancellation)
    {
        if (Refuse(action, request.By) is { } denied)
            return denied;
        JsonElement parameters = ParametersOf(request);
        if (Check(action, parameters) is { } refusal)
            return refusal;

        (byte[] masked, byte[]? secrets) = ArgumentDocument.Complete(action, parameters, mask: true);
        LimitSet? limits = ConcurrencyPlan.Of(catalog, action, parameters);
        Guid? named = request.Id is null ? SubmissionIds.Of(request.IdempotencyKey, limits is not null, time.GetUtcNow()) : null;
        ExecutionRecord? earlier = named is { } key
            ? await executions.FindAsync(key, cancellation).ConfigureAwait(false)
            : null;
        if (earlier is not null && !IsSame(request, action, masked, earlier))
            return new SubmissionResult.KeyConflict();
        Guid id = named ?? request.Id ?? ExecutionIdFactory.New(time);
        if (limits is not null)
            id = ExecutionIdFactory.InFirstPart(id);
        if (limits is not null && request.ParentId is { } parent
            && await _heldSlots.BlockerAsync(limits, parent, cancellation).ConfigureAwait(false) is { } blocker)
        {
            return new SubmissionResult.WouldDeadlock(action.Name, blocker);
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
            Idempotency = request.IdempotencyKey is { } claimed ? new IdempotencyClaim(claimed, HashOf(action, request, masked)) : null,
            Trace = span is null ? trace : TraceContext.Of(span),
        };

        SubmitOutcome outcome = await SubmitAsync(submission, span, cancellation).ConfigureAwait(false);
        return outcome.Status switch
        {
            SubmitStatus.Accepted => new SubmissionResult.Accepted(outcome.Id, action, Replayed: earlier is not null),
            SubmitStatus.Replayed => new SubmissionResult.Accepted(outcome.Id, action, Replayed: true),
            SubmitStatus.KeyConflict => new SubmissionResult.KeyConflict(),
            SubmitStatus.LimitReached => new SubmissionResult.LimitReached(action.Name, action.MaxConcurrent!),
            SubmitStatus.ForeignId => new SubmissionResult.ForeignId(outcome.Id),
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
            throw new StoreUnavailableException(error.Message, error) { ExecutionId = submission.Id };
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            span?.Fail("unexpected", error.GetType().FullName!);
            throw new UncertainSubmissionException(submission.Id, error);
        }
    }

    private static JsonElement ParametersOf(SubmissionRequest request) =>
        request.Parameters.ValueKind == JsonValueKind.Undefined ? NoParameters : request.Parameters;

    private SubmissionResult.Denied? Refuse(ActionDescriptor action, Principal principal) =>
        authorization.Decide(principal, Permission.Execute, new ResourceScope(action.Name, action.Group)).Denial is { } reason
            ? new SubmissionResult.Denied(reason)
            : null;

    private SubmissionResult.Invalid? Check(ActionDescriptor action, JsonElement parameters)
    {
        IReadOnlyList<SchemaError> errors = catalog.Check(action, JsonMarshal.GetRawUtf8Value(parameters));
        return errors.Count == 0 ? null : new SubmissionResult.Invalid(action.Name, errors);
    }

    /// <summary>Whether an execution is what the request asks for. Secrets do not count: the answer would tell who guesses one.</summary>
    private static bool IsSame(SubmissionRequest request, ActionDescriptor action, ReadOnlySpan<byte> masked, ExecutionRecord earlier) =>
        earlier.Action == action.Name
        && earlier.RequestedBy.Id == request.By.Id
        && earlier.ParentId == request.ParentId
        && earlier.RerunOf == request.RerunOf
        && earlier.Priority == request.Priority
        && earlier.Arguments.Span.SequenceEqual(masked);

    /// <summary>
    /// Over the completed arguments, so that stating a default makes no difference, and without secrets: the answer would tell a
    /// client that has the key whether it guessed one. Keyed all the same, since arguments may be confidential without being secrets.
    /// </summary>
    /// <param name="arguments">Complete and masked.</param>
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
