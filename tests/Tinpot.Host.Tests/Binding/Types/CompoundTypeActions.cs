namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>Two actions for each type of several values: as the parameter, and at the other places.</summary>
[ActionGroup("Types")]
public static class CompoundTypeActions
{
    [Action] public static string OneArray(int[] value) => Said.Of(value);

    [Action] public static string MoreArray(int[]? maybe = null, Places<int[]>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneList(List<int> value) => Said.Of(value);

    [Action] public static string MoreList(List<int>? maybe = null, Places<List<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIList(IList<int> value) => Said.Of(value);

    [Action] public static string MoreIList(IList<int>? maybe = null, Places<IList<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneICollection(ICollection<int> value) => Said.Of(value);

    [Action] public static string MoreICollection(ICollection<int>? maybe = null, Places<ICollection<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIEnumerable(IEnumerable<int> value) => Said.Of(value);

    [Action] public static string MoreIEnumerable(IEnumerable<int>? maybe = null, Places<IEnumerable<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIReadOnlyList(IReadOnlyList<int> value) => Said.Of(value);

    [Action] public static string MoreIReadOnlyList(IReadOnlyList<int>? maybe = null, Places<IReadOnlyList<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIReadOnlyCollection(IReadOnlyCollection<int> value) => Said.Of(value);

    [Action] public static string MoreIReadOnlyCollection(IReadOnlyCollection<int>? maybe = null, Places<IReadOnlyCollection<int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneHashSet(HashSet<string> value) => Said.Of(value);

    [Action] public static string MoreHashSet(HashSet<string>? maybe = null, Places<HashSet<string>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneISet(ISet<string> value) => Said.Of(value);

    [Action] public static string MoreISet(ISet<string>? maybe = null, Places<ISet<string>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIReadOnlySet(IReadOnlySet<string> value) => Said.Of(value);

    [Action] public static string MoreIReadOnlySet(IReadOnlySet<string>? maybe = null, Places<IReadOnlySet<string>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneDictionary(Dictionary<string, int> value) => Said.Of(value);

    [Action] public static string MoreDictionary(Dictionary<string, int>? maybe = null, Places<Dictionary<string, int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIDictionary(IDictionary<string, int> value) => Said.Of(value);

    [Action] public static string MoreIDictionary(IDictionary<string, int>? maybe = null, Places<IDictionary<string, int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneIReadOnlyDictionary(IReadOnlyDictionary<string, int> value) => Said.Of(value);

    [Action] public static string MoreIReadOnlyDictionary(IReadOnlyDictionary<string, int>? maybe = null, Places<IReadOnlyDictionary<string, int>>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneRecord(TypeRecord value) => Said.Of(value);

    [Action] public static string MoreRecord(TypeRecord? maybe = null, Places<TypeRecord>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneClass(TypeClass value) => Said.Of(value);

    [Action] public static string MoreClass(TypeClass? maybe = null, Places<TypeClass>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneStruct(TypeStruct value) => Said.Of(value);

    [Action] public static string MoreStruct(TypeStruct? maybe = null, Places<TypeStruct>? places = null) => Said.Of(maybe, places);
}
