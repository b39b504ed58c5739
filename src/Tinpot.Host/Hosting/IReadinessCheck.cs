namespace Tinpot.Hosting;

/// <summary>Something that must be well before this process may be sent work. Those who know register it, or are hosted services; <c>/ready</c> asks all.</summary>
internal interface IReadinessCheck
{
    /// <summary>Its name in the answer, snake_case.</summary>
    string Name { get; }

    /// <returns>What is wrong, for people; null when nothing is.</returns>
    string? Fault();
}
