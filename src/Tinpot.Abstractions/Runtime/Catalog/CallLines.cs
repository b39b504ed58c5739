using System.Text;

namespace Tinpot.Runtime.Catalog;

/// <summary>Which actions each action calls, found in one literal: a line for each, tabs between. Nothing is decoded before it is asked for.</summary>
internal sealed class CallLines
{
    private readonly int[] _ends;

    internal CallLines(ReadOnlySpan<byte> literal)
    {
        _ends = new int[literal.Count((byte)'\n')];
        for (int line = 0, at = 0; line < _ends.Length; line++)
        {
            at += literal[at..].IndexOf((byte)'\n');
            _ends[line] = at++;
        }
    }

    /// <summary>As they stand there: an own name, or <c>assembly:name</c>.</summary>
    internal string[] At(ReadOnlySpan<byte> literal, int index)
    {
        if (index >= _ends.Length) return [];
        var line = literal[(index == 0 ? 0 : _ends[index - 1] + 1).._ends[index]];
        return line.IsEmpty ? [] : Encoding.UTF8.GetString(line).Split('\t');
    }
}
