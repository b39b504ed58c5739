using System.Text;
using System.Text.Json;

namespace Tinpot.Executions;

/// <summary>The names that states and reasons have in JSON.</summary>
internal static class ExecutionStateNames
{
    private static readonly JsonEncodedText[] States =
        [.. Enum.GetValues<ExecutionState>().Select(state => JsonEncodedText.Encode(state.ToString()))];

    private static readonly JsonEncodedText[] Reasons =
        [.. Enum.GetValues<FailureReason>().Select(reason => JsonEncodedText.Encode(reason.ToString().ToLowerInvariant()))];

    /// <summary>The state's name, as the member's.</summary>
    public static JsonEncodedText Json(this ExecutionState state) => States[(int)state];

    /// <summary>Reads a state's name.</summary>
    /// <exception cref="FormatException">There is no such state.</exception>
    public static ExecutionState ParseState(ReadOnlySpan<byte> name) => TryParseState(name, out ExecutionState state)
        ? state
        : throw new FormatException($"There is no execution state '{Encoding.UTF8.GetString(name)}'.");

    /// <returns>Whether there is such a state.</returns>
    public static bool TryParseState(ReadOnlySpan<byte> name, out ExecutionState state)
    {
        for (int i = 0; i < States.Length; i++)
        {
            if (!name.SequenceEqual(States[i].EncodedUtf8Bytes))
                continue;
            state = (ExecutionState)i;
            return true;
        }

        state = default;
        return false;
    }

    /// <summary>The reason's name in lower case.</summary>
    public static JsonEncodedText Json(this FailureReason reason) => Reasons[(int)reason];
}
