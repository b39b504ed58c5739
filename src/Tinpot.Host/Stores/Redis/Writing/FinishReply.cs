using Tinpot.Executions;

namespace Tinpot.Stores.Redis.Writing;

/// <summary>What became of an owner's report.</summary>
/// <param name="Answer">What <c>finishing.lua</c> says of it.</param>
/// <param name="Taken">What its owner can start now.</param>
internal readonly record struct FinishReply(string Answer, IReadOnlyList<ClaimedExecution> Taken);
