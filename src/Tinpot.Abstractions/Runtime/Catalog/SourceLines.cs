using System.Buffers.Text;
using System.Text;

namespace Tinpot.Runtime.Catalog;

/// <summary>Where each action is written, found in one literal: <c>file:line</c> and a line feed per action.</summary>
internal sealed class SourceLines
{
    private readonly SourceLocation?[] _lines;

    internal SourceLines(ReadOnlySpan<byte> literal)
    {
        literal = literal.TrimEnd((byte)'\n');
        _lines = literal.IsEmpty ? [] : new SourceLocation?[literal.Count((byte)'\n') + 1];
        var at = 0;
        foreach (var range in literal.Split((byte)'\n'))
        {
            if (at == _lines.Length) break;
            _lines[at++] = Parse(literal[range]);
        }
    }

    internal SourceLocation? At(int index) => index < _lines.Length ? _lines[index] : null;

    private static SourceLocation? Parse(ReadOnlySpan<byte> line)
    {
        // The last colon: a path may hold others
        var colon = line.LastIndexOf((byte)':');
        return colon > 0 && Utf8Parser.TryParse(line[(colon + 1)..], out int number, out _)
            ? new SourceLocation(Encoding.UTF8.GetString(line[..colon]), number)
            : null;
    }
}
