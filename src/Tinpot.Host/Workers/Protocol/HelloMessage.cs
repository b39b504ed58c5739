using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Hello"/>: the child is ready.</summary>
/// <param name="Lowest">The lowest version of the protocol that it speaks.</param>
/// <param name="Highest">The highest one.</param>
/// <param name="Build">What it was built as.</param>
internal sealed record HelloMessage(int Lowest, int Highest, string Build) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Hello;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("lowest"u8, Lowest);
        json.WriteNumber("highest"u8, Highest);
        json.WriteString("build"u8, Build);
    }

    /// <remarks>Members that are not known are skipped: a version is agreed upon only after this message.</remarks>
    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static HelloMessage Read(in Frame frame)
    {
        long? lowest = null, highest = null;
        string? build = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("lowest"u8))
                lowest = reader.Number();
            else if (reader.Is("highest"u8))
                highest = reader.Number();
            // Up to version 3 a child spoke one version
            else if (reader.Is("protocol"u8))
                lowest = highest = reader.Number();
            else if (reader.Is("build"u8))
                build = reader.Text();
            else
                reader.Json();
        }

        return new HelloMessage(
            Version(lowest ?? throw reader.Missing("lowest")), Version(highest ?? throw reader.Missing("highest")), build ?? throw reader.Missing("build"));
    }

    private static int Version(long number) =>
        number is > 0 and <= int.MaxValue ? (int)number : throw new ProtocolException($"There is no version {number} of the protocol.");
}
