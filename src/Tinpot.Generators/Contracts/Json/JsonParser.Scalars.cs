using System.Globalization;
using System.Text;

namespace Tinpot.Generators.Contracts.Json;

internal sealed partial class JsonParser
{
    private string String()
    {
        int start = _at++;
        StringBuilder text = new();
        while (true)
        {
            if (_at == _text.Length)
                throw new ContractException(start, "this string has no end");
            char c = _text[_at++];
            if (c == '"')
                break;
            if (c < ' ')
                throw new ContractException(_at - 1, "a control character must be escaped in a string");
            text.Append(c == '\\' ? Escaped() : c);
        }
        string result = text.ToString();
        for (int i = 0; i < result.Length; i++)
        {
            if (char.IsHighSurrogate(result[i]) && i + 1 < result.Length && char.IsLowSurrogate(result[i + 1]))
                i++;
            else if (char.IsSurrogate(result[i]))
                throw new ContractException(start, "this string has half of a surrogate pair");
        }
        return result;
    }

    private char Escaped()
    {
        char c = Peek();
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _at += 4;
                return (char)code;
            default:
                throw new ContractException(_at - 2, "this is not an escape sequence");
        }
    }

    private string Number()
    {
        int start = _at;
        Taken('-');
        if (!Taken('0'))
            Digits();
        if (Taken('.'))
            Digits();
        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
                _at++;
            Digits();
        }
        return _text.Substring(start, _at - start);
    }

    private void Digits()
    {
        if (Peek() is not (>= '0' and <= '9'))
            throw Expected("a digit");
        while (Peek() is >= '0' and <= '9')
            _at++;
    }
}
