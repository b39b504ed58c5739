using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Crash"/>: code of an execution ends the process, perhaps long after that execution.</summary>
/// <param name="Cause">What it does: names a type or a method, never a text of the action.</param>
internal sealed record CrashMessage(string Cause) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Crash;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("cause"u8, Cause);
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static CrashMessage Read(in Frame frame)
    {
        string? cause = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (!reader.Is("cause"u8))
                throw reader.Refuse();
            cause = reader.Text();
        }

        return new CrashMessage(cause ?? throw reader.Missing("cause"));
    }
}
