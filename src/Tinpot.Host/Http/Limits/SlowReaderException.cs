namespace Tinpot.Http.Limits;

/// <summary>A reader did not take a piece of its answer in time, and its connection was closed.</summary>
internal sealed class SlowReaderException() : OperationCanceledException("The client did not read the response in time.");
