using Tinpot.Runtime;

namespace Tinpot.Workers.Protocol;

/// <summary>The names of the streams that a call writes to.</summary>
internal static class StreamNames
{
    public static ReadOnlySpan<byte> Of(OutputKind kind) => kind == OutputKind.Output ? "stdout"u8 : "stderr"u8;

    /// <exception cref="ProtocolException">There is no such stream.</exception>
    public static OutputKind Parse(string name) => name switch
    {
        "stdout" => OutputKind.Output,
        "stderr" => OutputKind.Error,
        _ => throw new ProtocolException($"There is no stream '{name}'."),
    };
}
