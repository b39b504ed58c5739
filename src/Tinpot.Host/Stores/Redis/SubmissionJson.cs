using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Stores.Redis;

/// <summary>What a submission says that no script needs and nothing changes, as one <see cref="SubmissionEnvelope"/>.</summary>
internal static class SubmissionJson
{
    public static ReadOnlyMemory<byte> Write(ExecutionSubmission submission) => StoredDocument.Write(
        new SubmissionEnvelope
        {
            Action = submission.Action,
            Title = submission.Title,
            Group = submission.Group,
            Queue = submission.Queue,
            Contract = submission.ContractHash,
            By = StoredPrincipal.Of(submission.RequestedBy),
            Via = submission.RequestedVia,
            RerunOf = submission.RerunOf?.ToString("N"),
            Parent = submission.ParentId?.ToString("N"),
            Root = submission.RootId?.ToString("N"),
            Trace = submission.Trace?.Parent,
            TraceState = submission.Trace?.State,
            Arguments = new RawJson(submission.Arguments, default),
        },
        ExecutionsJson.Default.SubmissionEnvelope,
        512 + submission.Arguments.Length);

    /// <summary>The submission, without what the store keeps elsewhere. Members that this version does not know are ignored.</summary>
    /// <exception cref="FormatException">It lacks what an execution cannot be without.</exception>
    /// <exception cref="JsonException">It is not JSON, or a member is of another type.</exception>
    public static ExecutionSubmission Read(Guid id, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            throw new FormatException("The details of the execution are missing.");
        // A reader of JSON does not look into the strings that it passes over
        if (!Utf8.IsValid(json.Span))
            throw new FormatException("The details of the execution are not UTF-8.");
        SubmissionEnvelope envelope = StoredDocument.Read(json.Span, ExecutionsJson.Default.SubmissionEnvelope, "The details of the execution");
        if (string.IsNullOrEmpty(envelope.Action))
            throw new FormatException("The details of the execution do not name an action.");
        if (envelope.Arguments is not { } raw || json[raw.Range] is not { IsEmpty: false } arguments || arguments.Span[0] != (byte)'{')
            throw new FormatException("The arguments of the execution are not a JSON object.");

        return new ExecutionSubmission
        {
            Id = id,
            Action = envelope.Action,
            Title = envelope.Title ?? "",
            Group = envelope.Group ?? "",
            Queue = envelope.Queue ?? "",
            ContractHash = envelope.Contract ?? "",
            Arguments = arguments,
            RequestedBy = envelope.By?.Read() ?? Principal.Anonymous,
            RequestedVia = envelope.Via ?? "",
            RerunOf = ReadId(envelope.RerunOf),
            ParentId = ReadId(envelope.Parent),
            RootId = ReadId(envelope.Root),
            Trace = envelope.Trace is { } trace ? new TraceContext(trace, envelope.TraceState) : null,
        };
    }

    private static Guid? ReadId(string? text) => text is null ? null : Guid.ParseExact(text, "N");
}
