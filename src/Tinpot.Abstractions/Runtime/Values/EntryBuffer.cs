using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>Gathers the entries of a dictionary, so that the dictionary itself is made once, in its size.</summary>
/// <typeparam name="TValue">Type of a value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryBuffer<TValue>
{
    private ItemBuffer<KeyValuePair<string, TValue>> _entries;

    /// <summary>Adds an entry.</summary>
    public void Add(string key, TValue value) => _entries.Add(new KeyValuePair<string, TValue>(key, value));

    /// <summary>Ends with a dictionary; keys differ when their characters do.</summary>
    public Dictionary<string, TValue> ToDictionary()
    {
        var dictionary = new Dictionary<string, TValue>(_entries.Items.Length, StringComparer.Ordinal);
        foreach (var (key, value) in _entries.Items) dictionary[key] = value;
        _entries.Return();
        return dictionary;
    }
}
