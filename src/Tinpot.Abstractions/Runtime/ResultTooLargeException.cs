namespace Tinpot.Runtime;

/// <summary>An action returns far more than is stored, or a sequence that never ends.</summary>
internal sealed class ResultTooLargeException(long length, int limit) : Exception(
    $"The result has at least {length} bytes; at most {limit} are stored. Return less, write the rest to a file, or raise TINPOT_RESULT_LIMIT.");
