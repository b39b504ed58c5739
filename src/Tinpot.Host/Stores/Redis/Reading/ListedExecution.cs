using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Reading;

/// <param name="Place">Rises with time, so that lists of several shards can be joined.</param>
internal readonly record struct ListedExecution(long Place, ExecutionRecord Record);
