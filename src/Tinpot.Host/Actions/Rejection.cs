using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>What those who asked from code are told of a refusal.</summary>
internal static class Rejection
{
    /// <param name="action">The name that was asked for.</param>
    public static string Describe(SubmissionResult refused, string action) => refused switch
    {
        SubmissionResult.UnknownAction { DidYouMean: { } meant } => $"There is no action '{action}'. Did you mean '{meant}'?",
        SubmissionResult.UnknownAction => $"There is no action '{action}'.",
        SubmissionResult.Invalid invalid => Describe(invalid.Errors, action),
        SubmissionResult.KeyConflict => "The idempotency key was used for another request within 24 hours; choose another.",
        SubmissionResult.ForeignId foreign => $"Another execution has the id {foreign.Id}.",
        SubmissionResult.QueueFull full => $"Queue '{full.Queue}' is full (TINPOT_QUEUE_LIMIT); try again later.",
        SubmissionResult.LimitReached reached => reached.Sentence,
        SubmissionResult.WaitsForItself circle => circle.Sentence,
        _ => throw new InvalidOperationException($"Unexpected {refused}."),
    };

    public static string Describe(IReadOnlyList<SchemaError> errors, string action) =>
        $"The parameters of '{action}' are invalid: {string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}"))}";
}
