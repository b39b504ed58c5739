using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Hello"/>: the child is ready.</summary>
/// <param name="Version">The protocol it speaks.</param>
/// <param name="Build">What it was built as.</param>
internal sealed record HelloMessage(int Version, string Build)
{
    public void Send(FrameWriter frames)
    {
        Utf8JsonWriter json = frames.Begin(FrameKind.Hello);
        json.WriteNumber("protocol"u8, Version);
        json.WriteString("build"u8, Build);
        frames.Send();
    }

    /// <exception cref="ProtocolException">It is none.</exception>
    public static HelloMessage Read(in Frame frame)
    {
        long? version = null;
        string? build = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("protocol"u8))
                version = reader.Number();
            else if (reader.Is("build"u8))
                build = reader.Text();
            else
                throw reader.Refuse();
        }

        return new HelloMessage((int)(version ?? throw reader.Missing("protocol")), build ?? throw reader.Missing("build"));
    }
}
