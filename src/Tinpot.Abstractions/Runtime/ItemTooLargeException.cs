namespace Tinpot.Runtime;

/// <summary>A stream brought an item that is larger than what is stored of a result.</summary>
internal sealed class ItemTooLargeException(long index, long length, int limit) : Exception(
    $"Item {index} of the stream has {length} bytes; at most {limit} are stored. Yield smaller items, write the rest to a file, or raise TINPOT_RESULT_LIMIT.");
