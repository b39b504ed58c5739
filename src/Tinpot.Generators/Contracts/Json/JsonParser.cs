using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Contracts.Json;

/// <summary>Reads JSON strictly by RFC 8259: no comments, no trailing commas, each name once in its object.</summary>
/// <remarks>An assembly that the compiler loads cannot bring a package, and errors need the position of every value.</remarks>
internal sealed partial class JsonParser
{
    /// <summary>Deeper than any schema of ours, shallow enough for any stack.</summary>
    private const int MaxDepth = 200;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <exception cref="ContractException">It is not JSON.</exception>
    public static JsonValue Parse(string text)
    {
        JsonParser parser = new(text);
        JsonValue value = parser.Value();
        parser.Skip();
        return parser._at == text.Length ? value : throw parser.Expected("the end");
    }

    private JsonValue Value()
    {
        Skip();
        int start = _at;
        switch (Peek())
        {
            case '{':
                return new JsonValue(JsonKind.Object, start, "", [], Members());
            case '[':
                return new JsonValue(JsonKind.Array, start, "", Items(), []);
            case '"':
                return new JsonValue(JsonKind.String, start, String(), [], []);
            case '-' or (>= '0' and <= '9'):
                return new JsonValue(JsonKind.Number, start, Number(), [], []);
            case 't':
                return Word("true", JsonKind.Boolean);
            case 'f':
                return Word("false", JsonKind.Boolean);
            case 'n':
                return Word("null", JsonKind.Null);
            default:
                throw Expected("a value");
        }
    }

    private List<JsonMember> Members()
    {
        List<JsonMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Nest(() =>
        {
            Skip();
            int start = _at;
            if (Peek() != '"')
                throw Expected("a name in quotes");
            string name = String();
            if (!names.Add(name))
                throw new ContractException(start, $"'{name}' stands twice in this object");
            TextSpan place = TextSpan.FromBounds(start, _at);
            Skip();
            Take(':');
            members.Add(new JsonMember(name, place, Value()));
        }, '}');
        return members;
    }

    private List<JsonValue> Items()
    {
        List<JsonValue> items = [];
        Nest(() => items.Add(Value()), ']');
        return items;
    }

    /// <summary>Items between brackets, separated by commas.</summary>
    private void Nest(Action part, char end)
    {
        if (++_depth > MaxDepth)
            throw new ContractException(_at, $"more than {MaxDepth} levels are nested here");
        _at++;
        Skip();
        if (Peek() == end)
            _at++;
        else
        {
            do
            {
                part();
                Skip();
            }
            while (Taken(','));
            if (!Taken(end))
                throw Expected($"',' or '{end}'");
        }
        _depth--;
    }

    private JsonValue Word(string word, JsonKind kind)
    {
        int start = _at;
        if (string.CompareOrdinal(_text, start, word, 0, word.Length) != 0)
            throw Expected("a value");
        _at += word.Length;
        return new JsonValue(kind, start, word, [], []);
    }

    private void Skip()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    /// <summary>The next character; NUL, which no JSON has outside a string, at the end.</summary>
    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Taken(char c)
    {
        if (Peek() != c)
            return false;
        _at++;
        return true;
    }

    private void Take(char c)
    {
        if (!Taken(c))
            throw Expected($"'{c}'");
    }

    private ContractException Expected(string what) =>
        new(_at, _at < _text.Length ? $"{what} is expected here, not '{_text[_at]}'" : $"{what} is expected, but the text ends here");
}
