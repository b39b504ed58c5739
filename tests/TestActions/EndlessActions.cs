using Tinpot;

namespace TestActions;

/// <summary>Sequences that never end.</summary>
[ActionGroup("Endless")]
public static class EndlessActions
{
    /// <summary>Returns numbers for ever.</summary>
    [Action]
    public static IEnumerable<int> EndlessNumbers()
    {
        for (int number = 0; ; number = unchecked(number + 1))
            yield return number;
    }

    /// <summary>Returns names for ever, deep inside of a value.</summary>
    [Action]
    public static IReadOnlyDictionary<string, IEnumerable<string>> EndlessNames() =>
        new Dictionary<string, IEnumerable<string>> { ["names"] = EndlessNumbers().Select(number => $"name {number}") };

    /// <summary>Yields one item that never ends.</summary>
    [Action]
    public static async IAsyncEnumerable<IEnumerable<int>> EndlessItem()
    {
        await Task.Yield();
        yield return EndlessNumbers();
    }

    /// <summary>Calls an action whose result never ends, and takes the first of it.</summary>
    [Action]
    public static int FirstOfEndless() => EndlessNumbers().Skip(7).First();
}
