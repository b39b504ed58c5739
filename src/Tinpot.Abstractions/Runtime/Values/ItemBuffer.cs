using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tinpot.Runtime;

/// <summary>Gathers the items of a list in a rented array, so that the list itself is made once, in its size.</summary>
/// <typeparam name="T">Type of an item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ItemBuffer<T>
{
    private T[]? _items;
    private int _count;

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        if (_items is null || _count == _items.Length) Grow();
        _items![_count++] = item;
    }

    /// <summary>Ends with an array.</summary>
    public T[] ToArray()
    {
        var array = Items.ToArray();
        Return();
        return array;
    }

    /// <summary>Ends with a list.</summary>
    public List<T> ToList()
    {
        var list = new List<T>(_count);
        CollectionsMarshal.SetCount(list, _count);
        Items.CopyTo(CollectionsMarshal.AsSpan(list));
        Return();
        return list;
    }

    /// <summary>Ends with a set.</summary>
    public HashSet<T> ToSet()
    {
        var set = new HashSet<T>(_count);
        foreach (var item in Items) set.Add(item);
        Return();
        return set;
    }

    internal readonly ReadOnlySpan<T> Items => _items.AsSpan(0, _count);

    internal void Return()
    {
        if (_items is null) return;
        // A secret may have passed through
        _items.AsSpan(0, _count).Clear();
        ArrayPool<T>.Shared.Return(_items);
        _items = null;
        _count = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(16, 2 * _count));
        if (_items is not null)
        {
            Items.CopyTo(larger);
            _items.AsSpan(0, _count).Clear();
            ArrayPool<T>.Shared.Return(_items);
        }
        _items = larger;
    }
}
