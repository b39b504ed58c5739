using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot.Runtime.Values;

/// <summary>
/// Keeps what is written up to a limit; beyond it everything is dropped and only the length goes on counting, for a while: a
/// value that is far too large, or never ends, is given up.
/// </summary>
internal sealed class LimitedBuffer : IBufferWriter<byte>
{
    /// <summary>Arguments and results of nested calls are recorded up to this many bytes.</summary>
    public const int RecordLimit = 8 * 1024;

    /// <summary>Beyond the limit a value is measured, so that its length can be told, up to here.</summary>
    private const int Measured = 64 * 1024;

    private const int MinSpace = 1024;

    // As deep as any reader of it goes; an object that contains itself ends here
    private static readonly JsonWriterOptions Options = new() { MaxDepth = SchemaChecker.MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly int _limit;
    private readonly Func<long, Exception> _tooLarge;
    private byte[] _bytes = [];
    private int _kept;

    /// <param name="tooLarge">The exception that gives a value up, made from the length so far.</param>
    public LimitedBuffer(int limit, Func<long, Exception> tooLarge)
    {
        _limit = limit;
        _tooLarge = tooLarge;
        Writer = new Utf8JsonWriter(this, Options);
    }

    public Utf8JsonWriter Writer { get; }

    /// <summary>How many bytes were written, kept or not.</summary>
    public long Length { get; private set; }

    public bool Overflowed => Length > _limit;

    /// <summary>The written bytes; empty when they exceed the limit.</summary>
    public ReadOnlyMemory<byte> Written => Overflowed ? default : _bytes.AsMemory(0, _kept);

    /// <summary>Ends the value.</summary>
    /// <exception cref="Exception">It is over the limit, however little.</exception>
    public void Complete()
    {
        Writer.Flush();
        if (Overflowed)
            throw _tooLarge(Length);
    }

    public void Advance(int count)
    {
        Length += count;
        _kept = Overflowed ? 0 : _kept + count;
        if (Length - _limit > Measured)
            throw _tooLarge(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int needed = _kept + Math.Max(sizeHint, MinSpace);
        if (_bytes.Length < needed)
            Array.Resize(ref _bytes, Math.Max(needed, Math.Min(_bytes.Length * 2, Array.MaxLength)));
        return _bytes.AsMemory(_kept);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Clear()
    {
        // One value may need far more than the limit at once; that is not kept for the next call.
        if (_bytes.Length > RecordLimit * 8)
            _bytes = [];
        _kept = 0;
        Length = 0;
        Writer.Reset(this);
    }
}
