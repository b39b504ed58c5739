using System.ComponentModel;
using System.Text.Json;

namespace Tinpot.Runtime;

/// <summary>Finds which member of a record a name is. Callers mostly keep the declaration order, so the next one is tried first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct MemberNames
{
    private readonly ReadOnlySpan<byte> _names;
    private int _at;
    private int _next;

    /// <summary>Takes the names in declaration order.</summary>
    /// <param name="names">Each ends with NUL, which no name that is accepted contains.</param>
    public MemberNames(ReadOnlySpan<byte> names) => _names = names;

    /// <summary>Index of the name the reader stands on; -1 for a name that is none of these.</summary>
    public int IndexOf(scoped ref readonly Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            var name = reader.ValueSpan;
            var rest = _names[_at..];
            if (name.Length < rest.Length && rest[name.Length] == 0 && rest.StartsWith(name))
            {
                _at += name.Length + 1;
                return _next++;
            }
        }
        return Search(in reader);
    }

    private int Search(scoped ref readonly Utf8JsonReader reader)
    {
        var at = 0;
        for (var index = 0; at < _names.Length; index++)
        {
            var length = _names[at..].IndexOf((byte)0);
            var found = reader.ValueTextEquals(_names.Slice(at, length));
            at += length + 1;
            if (!found) continue;
            (_at, _next) = (at, index + 1);
            return index;
        }
        return -1;
    }
}
