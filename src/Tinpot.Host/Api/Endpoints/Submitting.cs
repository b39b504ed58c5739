using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
        await context.RequestServices.GetRequiredService<IActionLookup>().FindAsync(name, context.RequestAborted)
        ?? throw new ProblemException(ProblemOf(context.Submitter().Check(name, default)) ?? Problems.UnknownAction(name, null));

    /// <summary>Reads the request and submits it.</summary>
    /// <exception cref="ProblemException">It was not accepted; nothing was stored.</exception>
    public static async Task<SubmissionResult.Accepted> SubmitAsync(HttpContext context, string name)
    {
        ActionDescriptor action = await FindActionAsync(context, name);
        Envelope envelope = await ReadAsync(context, action);
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
        SubmissionRequest request = Request(context, action, envelope) with { IdempotencyKey = key, RerunOf = rerunOf };
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(WithParameterErrors(context, request, envelope, errors)));

        SubmissionResult result = await context.Submitter().SubmitAsync(request, context.RequestAborted);
        if (result is not SubmissionResult.Accepted accepted)
            throw new ProblemException(ProblemOf(result)!);
        if (accepted.Replayed)
            context.Response.Headers["Idempotency-Replayed"] = "true";
        return accepted;
    }

    /// <summary>The answer that submitting would give; null when it would be accepted.</summary>
    public static Problem? Check(HttpContext context, ActionDescriptor action, Envelope envelope)
    {
        SubmissionRequest request = Request(context, action, envelope);
        var errors = new List<SchemaError>(envelope.Errors);
        _ = IdempotencyKey.Read(context.Request.Headers, errors);
        return errors.Count > 0
            ? Problems.Invalid(WithParameterErrors(context, request, envelope, errors))
            : ProblemOf(context.Submitter().Check(request.Action, request.Parameters));
    }

    private static SubmissionRequest Request(HttpContext context, ActionDescriptor action, Envelope envelope) => new()
    {
        Action = action.Name,
        Parameters = envelope.Parameters,
        By = context.Caller(),
        Via = "api",
        RunAt = envelope.RunAt,
        Delay = envelope.Delay,
        Priority = envelope.Priority,
    };

    // One answer names everything that is wrong, around the parameters and in them
    private static List<SchemaError> WithParameterErrors(
        HttpContext context, SubmissionRequest request, Envelope envelope, List<SchemaError> errors)
    {
        if (!envelope.Malformed && context.Submitter().Check(request.Action, request.Parameters) is SubmissionResult.Invalid invalid)
            errors.AddRange(invalid.Errors.Where(error => errors.TrueForAll(known => known.Path != error.Path)));
        return errors;
    }

    private static Problem? ProblemOf(SubmissionResult? result) => result switch
    {
        SubmissionResult.UnknownAction unknown => Problems.UnknownAction(unknown.Name, unknown.DidYouMean),
        SubmissionResult.Invalid invalid => Problems.Invalid(invalid.Errors),
        SubmissionResult.KeyConflict or SubmissionResult.ForeignId => Problems.KeyConflict(),
        SubmissionResult.QueueFull full => Problems.QueueFull(full.Queue),
        SubmissionResult.LimitReached reached => Problems.LimitReached(reached),
        SubmissionResult.WaitsForItself circle => Problems.WaitsForItself(circle),
        null => null,
        _ => throw new InvalidOperationException($"There is no answer for {result}."),
    };
}
