using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Crash"/>: code of an execution ends the process, perhaps long after that execution.</summary>
/// <param name="Cause">What it does: names a type or a method, never a text of the action.</param>
internal sealed record CrashMessage(string Cause)
{
    public void Send(FrameWriter frames, ulong tag)
    {
        Utf8JsonWriter json = frames.Begin(FrameKind.Crash, tag);
        json.WriteString("cause"u8, Cause);
        frames.Send();
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
