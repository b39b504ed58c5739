using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>
/// The texts seen so far, in rented arrays: a dictionary's keys are checked for duplicates without a string each.
/// Hashes are the seeded ones of the framework, so that callers cannot choose keys that collide.
/// </summary>
internal ref struct TextSet
{
    private char[]? _text;
    // Of entry i: where its text ends, and its hash. Slots hold entry numbers from 1
    private int[]? _ends;
    private int[]? _hashes;
    private int[]? _slots;
    private int _slotCount;
    private int _count;

    /// <summary>Adds the string or name the reader stands on; false when it was there.</summary>
    internal bool Add(scoped in Utf8JsonReader reader)
    {
        var start = Reserve(reader.ValueSpan.Length);
        return Add(start, reader.CopyString(_text.AsSpan(start)));
    }

    /// <summary>Adds any other token; it cannot be mistaken for a string, because sets hold values of one type.</summary>
    internal bool Add(scoped ReadOnlySpan<byte> utf8)
    {
        var start = Reserve(utf8.Length);
        return Add(start, Encoding.UTF8.GetChars(utf8, _text.AsSpan(start)));
    }

    internal readonly void Dispose()
    {
        if (_text is null) return;
        ArrayPool<char>.Shared.Return(_text, clearArray: true);
        ArrayPool<int>.Shared.Return(_ends!);
        ArrayPool<int>.Shared.Return(_hashes!);
        ArrayPool<int>.Shared.Return(_slots!);
    }

    private int Reserve(int length)
    {
        var start = _count == 0 ? 0 : _ends![_count - 1];
        Grow(ref _text, start, start + length);
        Grow(ref _ends, _count, _count + 1);
        Grow(ref _hashes, _count, _count + 1);
        if (2 * (_count + 1) > _slotCount) Rehash();
        return start;
    }

    private bool Add(int start, int length)
    {
        var text = _text.AsSpan(start, length);
        var hash = string.GetHashCode(text);
        var slot = hash & (_slotCount - 1);
        for (; _slots![slot] is var entry and > 0; slot = (slot + 1) & (_slotCount - 1))
            if (_hashes![entry - 1] == hash && TextOf(entry - 1).SequenceEqual(text)) return false;
        _ends![_count] = start + length;
        _hashes![_count] = hash;
        _slots[slot] = ++_count;
        return true;
    }

    private readonly ReadOnlySpan<char> TextOf(int entry)
    {
        var start = entry == 0 ? 0 : _ends![entry - 1];
        return _text.AsSpan(start, _ends![entry] - start);
    }

    private void Rehash()
    {
        _slotCount = Math.Max(16, _slotCount * 2);
        if (_slots is not null) ArrayPool<int>.Shared.Return(_slots);
        _slots = ArrayPool<int>.Shared.Rent(_slotCount);
        _slots.AsSpan(0, _slotCount).Clear();
        for (var i = 0; i < _count; i++)
        {
            var slot = _hashes![i] & (_slotCount - 1);
            while (_slots[slot] > 0) slot = (slot + 1) & (_slotCount - 1);
            _slots[slot] = i + 1;
        }
    }

    private static void Grow<T>(ref T[]? array, int used, int needed)
    {
        if (array is not null && array.Length >= needed) return;
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(16, needed * 2));
        if (array is not null)
        {
            array.AsSpan(0, used).CopyTo(larger);
            ArrayPool<T>.Shared.Return(array, clearArray: true);
        }
        array = larger;
    }
}
