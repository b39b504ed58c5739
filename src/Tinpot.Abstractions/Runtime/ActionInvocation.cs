using System.ComponentModel;
using System.Text.Json;
using Tinpot.Runtime.Values;

namespace Tinpot.Runtime;

/// <summary>The arguments and services of an action, and the destination of its result, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActionInvocation
{
    private LimitedBuffer? _result;

    /// <summary>An invocation whose arguments have been checked.</summary>
    /// <param name="arguments">One JSON object in UTF-8, complete, secrets in clear.</param>
    /// <param name="services">Services of this execution.</param>
    /// <param name="execution">The root call of the execution.</param>
    public ActionInvocation(ReadOnlyMemory<byte> arguments, IServiceProvider services, ActionExecution execution)
    {
        Arguments = arguments;
        Services = services;
        Execution = execution;
    }

    /// <summary>One JSON object in UTF-8, complete, secrets in clear.</summary>
    public ReadOnlyMemory<byte> Arguments { get; }

    /// <summary>Services of this execution.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The root call of the execution.</summary>
    public ActionExecution Execution { get; }

    /// <summary>A result, or an item of a stream, of more bytes is dropped as it is written, so that no result can take all memory.</summary>
    public int ResultLimit { get; init; } = Array.MaxLength;

    /// <summary>Takes the result: at most one JSON value; there is no result when nothing is written.</summary>
    public Utf8JsonWriter Result => (_result ??= new LimitedBuffer(ResultLimit, length => new ResultTooLargeException(length, ResultLimit))).Writer;

    /// <summary>
    /// Hands on each item of the action's stream as it comes, and writes how many there were as the result. When the
    /// execution is to stop, the stream is given up after its next item even if it does not look at its token.
    /// </summary>
    /// <exception cref="ItemTooLargeException">An item is over the result's limit.</exception>
    public async ValueTask StreamAsync<TCall, TItem>(IAsyncEnumerable<TItem> items)
        where TCall : struct, INestedStreamCall<TItem>
    {
        if (items is null)
            throw new InvalidOperationException($"Action '{TCall.Action}' returned null instead of a stream; return an empty one.");
        long count = 0;
        var buffer = new LimitedBuffer(ResultLimit, length => new ItemTooLargeException(count, length, ResultLimit));
        CancellationToken stop = Execution.Cancellation.Token;
        await foreach (TItem item in items.WithCancellation(stop).ConfigureAwait(false))
        {
            TCall.WriteResult(buffer.Writer, item);
            buffer.Writer.Flush();
            if (buffer.Overflowed)
                throw new ItemTooLargeException(count, buffer.Length, ResultLimit);
            Execution.Sink.Item(count++, buffer.Written.Span);
            buffer.Clear();
            stop.ThrowIfCancellationRequested();
        }

        Result.WriteStartObject();
        Result.WriteNumber("items"u8, count);
        Result.WriteEndObject();
    }

    /// <summary>How long the written result is, in bytes; 0 = none.</summary>
    public long ResultLength
    {
        get
        {
            _result?.Writer.Flush();
            return _result?.Length ?? 0;
        }
    }

    /// <summary>The written result in UTF-8; null when there is none or it is over the limit.</summary>
    /// <remarks>Without its cast the null would be an empty array, and that an empty result.</remarks>
    public ReadOnlyMemory<byte>? WrittenResult =>
        ResultLength is > 0 && _result is { Overflowed: false } result ? result.Written : (ReadOnlyMemory<byte>?)null;
}
