using System.Text;

namespace Tinpot.Cli;

/// <summary>The process's own output. Taken from the streams, since <see cref="System.Console"/> is redirected while actions run.</summary>
/// <param name="Out">For results alone.</param>
/// <param name="Error">For everything people read.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>Somebody watches <see cref="Error"/>: a line may be written over.</summary>
    public bool Watched { get; init; }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Terminal Open() => new(
        TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardOutput(), Utf8) { AutoFlush = true }),
        TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardError(), Utf8) { AutoFlush = true }))
    {
        Watched = !System.Console.IsErrorRedirected,
    };
}
