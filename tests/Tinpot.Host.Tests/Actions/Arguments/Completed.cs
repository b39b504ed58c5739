using System.Text.Json;
using Tinpot.Actions.Arguments;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Actions.Arguments;

/// <summary>Arguments completed from their text, as a host completes what it was sent.</summary>
internal static class Completed
{
    /// <summary>The action whose arguments they are.</summary>
    public const string ActionName = "a";

    private static readonly ActionDescriptor Action = ActionDescriptor.Parse(
        """{"name":"a","title":"","group":"","queue":"","contract_hash":"","parameters":{"type":"object","properties":{},"additionalProperties":false}}"""u8);

    public static byte[] Of(Schema schema, ReadOnlySpan<byte> given) => Of(schema, given, mask: false).Document;

    public static CompleteArguments Of(Schema schema, ReadOnlySpan<byte> given, bool mask)
    {
        using var document = JsonDocument.Parse(given.IsEmpty ? "{}"u8.ToArray() : given.ToArray());
        return ArgumentDocument.Complete(Action with { Parameters = schema }, document.RootElement, mask);
    }
}
