using Microsoft.AspNetCore.Http;
using Tinpot.Actions;
using Tinpot.Api.Requests;
using Tinpot.Http;
using Tinpot.Http.Responses;
using Tinpot.Schemas;

namespace Tinpot.Api.Endpoints;

/// <summary>The one way from a request to an accepted execution.</summary>
internal static class Submitting
{
    /// <summary>The action that the route names.</summary>
    /// <exception cref="ProblemException">There is none (404).</exception>
    public static async Task<ActionDescriptor> FindActionAsync(HttpContext context, string name) =>
        await context.Submitter().FindAsync(name, context.RequestAborted)
        ?? throw new ProblemException(Problems.Of(context.Submitter().Unknown(name)));

    /// <summary>Reads the request and submits it.</summary>
    /// <exception cref="ProblemException">It was not accepted; nothing was stored.</exception>
    public static async Task<SubmissionResult.Accepted> SubmitAsync(HttpContext context, string name)
    {
        ActionDescriptor action = await FindActionAsync(context, name);
        using Envelope envelope = await ReadAsync(context, action);
        return await SubmitAsync(context, action, envelope, null);
    }

    public static async Task<Envelope> ReadAsync(HttpContext context, ActionDescriptor action) =>
        new EnvelopeReader([.. action.Parameters.Properties!.Select(property => property.Name)])
            .Read(await RequestBody.ReadAsync(context));

    /// <summary>Submits what was read.</summary>
    public static async Task<SubmissionResult.Accepted> SubmitAsync(
        HttpContext context, ActionDescriptor action, Envelope envelope, Guid? rerunOf)
    {
        var errors = new List<SchemaError>(envelope.Errors);
        string? key = IdempotencyKey.Read(context.Request.Headers, errors);
        SubmissionRequest request = Request(context, envelope) with { IdempotencyKey = key, RerunOf = rerunOf };
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(WithParameterErrors(context, action, request, envelope, errors)));

        switch (await context.Submitter().SubmitAsync(action, request, context.RequestAborted))
        {
            case SubmissionResult.Accepted accepted:
                if (accepted.Replayed)
                    context.Response.Headers["Idempotency-Replayed"] = "true";
                return accepted;
            case SubmissionResult.Rejected rejected:
                throw new ProblemException(Problems.Of(rejected));
            case var unexpected:
                throw new InvalidOperationException($"Submitting answered {unexpected}.");
        }
    }

    /// <summary>The answer that submitting would give; null when it would be accepted.</summary>
    public static Problem? Check(HttpContext context, ActionDescriptor action, Envelope envelope)
    {
        SubmissionRequest request = Request(context, envelope);
        var errors = new List<SchemaError>(envelope.Errors);
        _ = IdempotencyKey.Read(context.Request.Headers, errors);
        if (errors.Count > 0)
            return Problems.Invalid(WithParameterErrors(context, action, request, envelope, errors));
        return context.Submitter().Check(action, request) is { } rejected ? Problems.Of(rejected) : null;
    }

    private static SubmissionRequest Request(HttpContext context, Envelope envelope) => new()
    {
        Parameters = envelope.Parameters,
        By = context.Caller(),
        Via = "api",
        RunAt = envelope.RunAt,
        Delay = envelope.Delay,
        Priority = envelope.Priority,
    };

    // One answer names everything that is wrong, around the parameters and in them
    private static List<SchemaError> WithParameterErrors(
        HttpContext context, ActionDescriptor action, SubmissionRequest request, Envelope envelope, List<SchemaError> errors)
    {
        if (!envelope.Malformed && context.Submitter().Check(action, request) is SubmissionResult.Invalid invalid)
            errors.AddRange(invalid.Errors.Where(error => errors.TrueForAll(known => known.Path != error.Path)));
        return errors;
    }
}
