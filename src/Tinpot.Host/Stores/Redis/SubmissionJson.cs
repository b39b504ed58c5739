using System.Text.Json;
using System.Text.Unicode;
using Tinpot.Executions;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Stores.Redis;

/// <summary>What a submission says that no script needs and nothing changes, as one <see cref="SubmissionEnvelope"/>.</summary>
internal static class SubmissionJson
{
    private const string What = "The details of the execution";

    private static ReadOnlySpan<byte> BeforeArguments => ",\"arguments\":"u8;

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
            ArgumentsBytes = submission.Arguments.Length,
            Arguments = new RawJson(submission.Arguments, default),
        },
        ExecutionsJson.Default.SubmissionEnvelope,
        512 + submission.Arguments.Length);

    /// <summary>The submission, without what the store keeps elsewhere. Members that this version does not know are ignored.</summary>
    /// <exception cref="FormatException">It lacks what an execution cannot be without, or a member is of another kind.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ExecutionSubmission Read(Guid id, ReadOnlyMemory<byte> json) => Read(id, json, Whole);

    /// <summary>The same for a worker, which checks the arguments itself: they are not read here if the document says where they are.</summary>
    /// <inheritdoc cref="Read(Guid, ReadOnlyMemory{byte})"/>
    public static ExecutionSubmission ReadToRun(Guid id, ReadOnlyMemory<byte> json) => Read(id, json, static json => Divide(json) ?? Whole(json));

    private static ExecutionSubmission Read(
        Guid id, ReadOnlyMemory<byte> json, Func<ReadOnlyMemory<byte>, (SubmissionEnvelope Envelope, ReadOnlyMemory<byte> Arguments)> divide)
    {
        if (json.IsEmpty)
            throw new FormatException("The details of the execution are missing.");
        // A reader of JSON does not look into the strings that it passes over
        if (!Utf8.IsValid(json.Span))
            throw new FormatException("The details of the execution are not UTF-8.");
        (SubmissionEnvelope envelope, ReadOnlyMemory<byte> arguments) = divide(json);
        if (string.IsNullOrEmpty(envelope.Action))
            throw new FormatException("The details of the execution do not name an action.");
        if (arguments.IsEmpty || arguments.Span[0] != (byte)'{')
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
            RequestedBy = (envelope.By ?? throw new FormatException("The details of the execution do not say who submitted it.")).Read(),
            RequestedVia = envelope.Via ?? "",
            RerunOf = ReadId(envelope.RerunOf),
            ParentId = ReadId(envelope.Parent),
            RootId = ReadId(envelope.Root),
            Trace = envelope.Trace is { } trace ? new TraceContext(trace, envelope.TraceState) : null,
        };
    }

    private static (SubmissionEnvelope Envelope, ReadOnlyMemory<byte> Arguments) Whole(ReadOnlyMemory<byte> json)
    {
        SubmissionEnvelope envelope = StoredDocument.Read(json.Span, ExecutionsJson.Default.SubmissionEnvelope, What);
        return (envelope, envelope.Arguments is { } arguments ? json[arguments.Range] : default);
    }

    /// <summary>Reads what stands in front of the arguments, and takes those as they are.</summary>
    /// <returns>null when the document does not say how long they are, or they do not end it.</returns>
    private static (SubmissionEnvelope Envelope, ReadOnlyMemory<byte> Arguments)? Divide(ReadOnlyMemory<byte> json)
    {
        // A quotation mark within a text is escaped, so no text can be mistaken for it
        int end = json.Span.IndexOf(BeforeArguments);
        if (end < 0)
            return null;
        byte[] front = [.. json.Span[..end], (byte)'}'];
        ReadOnlyMemory<byte> rest = json[(end + BeforeArguments.Length)..];
        try
        {
            SubmissionEnvelope envelope = StoredDocument.Read(front, ExecutionsJson.Default.SubmissionEnvelope, What);
            return envelope.ArgumentsBytes == rest.Length - 1 && rest.Span is [(byte)'{', .., (byte)'}', (byte)'}'] ? (envelope, rest[..^1]) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            // The arguments of something else, or a damaged document
            return null;
        }
    }

    private static Guid? ReadId(string? text) => text is null ? null : Guid.ParseExact(text, "N");
}
