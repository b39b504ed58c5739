namespace Tinpot.Workers.Invocation;

/// <summary>An action returned more than is stored.</summary>
internal sealed class ResultTooLargeException(long length, int limit) : Exception(
    $"The result has {length} bytes; at most {limit} are stored. Return less, write the rest to a file, or raise TINPOT_RESULT_LIMIT.");
