using Tinpot;

namespace TestActions;

/// <summary>Sequences that never end.</summary>
[ActionGroup("Endless")]
public static class EndlessActions
{
    /// <summary>Returns numbers forever.</summary>
    [Action]
    public static IEnumerable<int> EndlessNumbers()
    {
        for (int number = 0; ; number = unchecked(number + 1))
            yield return number;
    }

    /// <summary>Returns names forever, deep inside of a value.</summary>
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

    /// <summary>Returns a chain.</summary>
    [Action]
    public static Link Chain(int length)
    {
        Link last = new();
        for (int i = 1; i < length; i++)
            last = new Link { Next = last };
        return last;
    }

    /// <summary>Returns an object that contains itself.</summary>
    [Action]
    public static Link Circle()
    {
        Link link = new();
        link.Next = link;
        return link;
    }

    /// <summary>Streams an object that contains itself.</summary>
    [Action]
    public static async IAsyncEnumerable<Link> Circles()
    {
        await Task.Yield();
        yield return Circle();
    }

    /// <summary>Returns JSON that is nested, in a list.</summary>
    [Action]
    public static System.Text.Json.JsonElement[] Nested(int depth) =>
        [System.Text.Json.JsonDocument.Parse(new string('[', depth) + new string(']', depth), new() { MaxDepth = 1_000 }).RootElement];

    /// <summary>Calls what returns an object that contains itself.</summary>
    [Action]
    public static bool CallsCircle() => Circle().Next is not null;
}

/// <summary>One of a chain.</summary>
public sealed class Link
{
    /// <summary>The next one.</summary>
    public Link? Next { get; set; }
}
