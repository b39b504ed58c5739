using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Lists and dictionaries of an author's own, whose <c>GetEnumerator</c> gives something else than what they are a list of.</summary>
public class OwnCollectionTests
{
    private static readonly Lazy<Generated> Compiled = new(static () => Project.Of("""
        using System.Collections;

        public sealed class Untyped : IEnumerable<int>
        {
            public IEnumerator GetEnumerator() => ((IEnumerable<int>)this).GetEnumerator();
            IEnumerator<int> IEnumerable<int>.GetEnumerator() => Enumerable.Range(1, 2).GetEnumerator();
        }

        public sealed class Both : IEnumerable<string>, IEnumerable<int>
        {
            IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
            IEnumerator<int> IEnumerable<int>.GetEnumerator() => Enumerable.Range(1, 2).GetEnumerator();
            IEnumerator<string> IEnumerable<string>.GetEnumerator() => new List<string> { "a" }.GetEnumerator();
        }

        public readonly struct Short(int a) : IEnumerable<int?>
        {
            public IEnumerator<int?> GetEnumerator() => new List<int?> { a, null }.GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        }

        public sealed class Map : IReadOnlyDictionary<string, int?>
        {
            private readonly Dictionary<string, int?> _values = new() { ["a"] = 1, ["b"] = null };
            public int? this[string key] => _values[key];
            public IEnumerable<string> Keys => _values.Keys;
            public IEnumerable<int?> Values => _values.Values;
            public int Count => _values.Count;
            public bool ContainsKey(string key) => _values.ContainsKey(key);
            public bool TryGetValue(string key, out int? value) => _values.TryGetValue(key, out value);
            public IEnumerator<string> GetEnumerator() => Keys.GetEnumerator();
            IEnumerator<KeyValuePair<string, int?>> IEnumerable<KeyValuePair<string, int?>>.GetEnumerator() => _values.GetEnumerator();
            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        }

        public sealed record Held(Untyped? Items, Short Few);

        public static class Work
        {
            [Action] public static Untyped Untyped() => new();
            [Action] public static Both Both() => new();
            [Action] public static Short Short() => new(1);
            [Action] public static ArraySegment<int> Segment() => new([1, 2, 3], 1, 2);
            [Action] public static Map Map() => new();
            [Action] public static Held Held() => new(null, new(7));
        }
        """).Generate());

    [Theory]
    [InlineData("untyped", "[1,2]")]
    [InlineData("both", "[\"a\"]")]
    [InlineData("short", "[1,null]")]
    [InlineData("segment", "[2,3]")]
    [InlineData("map", "{\"a\":1,\"b\":null}")]
    [InlineData("held", "{\"items\":null,\"few\":[7,null]}")]
    public async Task It_is_written_as_the_list_that_its_interface_says(string action, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(result, (await program.RunAsync(action)).Result);
    }
}
