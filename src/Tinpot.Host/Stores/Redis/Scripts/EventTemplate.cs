using System.Buffers;
using System.Globalization;
using System.Text;
using Tinpot.Executions;
using Tinpot.Executions.Events;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>A state event whose attempt only the store knows, when it writes it.</summary>
/// <param name="Before">What stands before the attempt.</param>
/// <param name="After">What stands after it.</param>
/// <param name="Without">The event of an execution that was never attempted.</param>
internal sealed record EventTemplate(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, ReadOnlyMemory<byte> Without)
{
    /// <summary>No event at all.</summary>
    public static readonly EventTemplate None = new(default, default, default);

    /// <summary>No text that is escaped for JSON can hold it as a number of a member.</summary>
    private const int Placeholder = int.MaxValue;

    private static readonly byte[] Member = Encoding.UTF8.GetBytes($"\"attempt\":{Placeholder.ToString(CultureInfo.InvariantCulture)}");

    public static EventTemplate State(
        ExecutionState state, string? worker = null, DateTimeOffset? retryAt = null, ExecutionError? error = null)
    {
        byte[] Write(int attempt)
        {
            var buffer = new ArrayBufferWriter<byte>();
            ExecutionEvents.WriteState(buffer, state, worker, attempt, retryAt, error);
            return buffer.WrittenSpan.ToArray();
        }

        byte[] text = Write(Placeholder);
        int digits = text.AsSpan().IndexOf(Member) + "\"attempt\":".Length;
        return new EventTemplate(text.AsMemory(0, digits), text.AsMemory(digits + Member.Length - "\"attempt\":".Length), Write(0));
    }
}
