using System.Text.Json.Serialization;
using Tinpot.Platform.Json;
using Tinpot.Security;

namespace Tinpot.Executions;

/// <summary>
/// A submission as a document: what nothing changes after it and nobody selects by. A host reads what hosts of other versions
/// wrote, and ignores members that it does not know. These names are taken for what comes later: <c>kind</c>, <c>reason</c>,
/// <c>dry_run</c>, <c>files</c>, <c>schedule</c>, <c>followers</c> and <c>signature</c>.
/// </summary>
/// <remarks>The order counts: the scripts of Redis look for <c>by</c> and <c>parent</c> in front of the arguments, which stay last.</remarks>
internal sealed class SubmissionEnvelope
{
    public string? Action { get; set; }

    public string? Title { get; set; }

    public string? Group { get; set; }

    public string? Queue { get; set; }

    public string? Contract { get; set; }

    public StoredPrincipal? By { get; set; }

    public string? Via { get; set; }

    public string? RerunOf { get; set; }

    public string? Parent { get; set; }

    public string? Root { get; set; }

    public string? Trace { get; set; }

    public string? TraceState { get; set; }

    /// <summary>Length of <see cref="Arguments"/>, so that they can be taken from the end of the document without being read.</summary>
    [JsonConverter(typeof(HintConverter))]
    public int? ArgumentsBytes { get; set; }

    public RawJson? Arguments { get; set; }
}
