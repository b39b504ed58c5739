namespace Tinpot.Api.Logs;

/// <summary>
/// Takes out of a text what a terminal would obey instead of showing: escape sequences (also of 8 bits), control characters but tab
/// and line feed, and the characters that turn the direction of writing around. What begins in one piece of a line may end in the next.
/// </summary>
internal struct TerminalText
{
    private State _state;

    private enum State : byte
    {
        Text,
        /// <summary>After ESC.</summary>
        Escape,
        /// <summary>After ESC and an intermediate character, such as <c>ESC (</c>; one more follows.</summary>
        EscapeTail,
        /// <summary>In <c>ESC [</c>…, which a letter ends.</summary>
        Sequence,
        /// <summary>In <c>ESC ]</c>… or another text for the terminal, which BEL or <c>ESC \</c> ends.</summary>
        Command,
        /// <summary>After ESC within such a text.</summary>
        CommandEscape,
    }

    /// <summary>Begins a line: what an earlier one left open does not swallow it.</summary>
    public void Restart() => _state = State.Text;

    /// <summary>Strips valid UTF-8 in place.</summary>
    /// <returns>Its length then.</returns>
    public int Strip(Span<byte> text)
    {
        int kept = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = Math.Min(Length(text[at]), text.Length - at);
            int character = length switch
            {
                2 => ((text[at] & 0x1F) << 6) | (text[at + 1] & 0x3F),
                3 => ((text[at] & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F),
                // None beyond the first plane means anything to a terminal
                _ => text[at],
            };
            if (Keeps(character))
            {
                text.Slice(at, length).CopyTo(text[kept..]);
                kept += length;
            }

            at += length;
        }

        return kept;
    }

    private bool Keeps(int character)
    {
        switch (_state)
        {
            case State.Escape:
                _state = character switch
                {
                    '[' => State.Sequence,
                    ']' or 'P' or 'X' or '^' or '_' => State.Command,
                    0x1B => State.Escape,
                    >= 0x20 and <= 0x2F => State.EscapeTail,
                    _ => State.Text,
                };
                // What cannot belong to a sequence was text all along
                return character == '\n';
            case State.EscapeTail:
                _state = character is >= 0x20 and <= 0x2F ? State.EscapeTail : State.Text;
                return character == '\n';
            case State.Sequence:
                if (character is >= 0x20 and <= 0x3F)
                    return false;
                _state = State.Text;
                // A letter ends it; anything else breaks it off
                return character is not (>= 0x40 and <= 0x7E) && Keeps(character);
            case State.Command:
                if (character == '\n')
                {
                    _state = State.Text;
                    return true;
                }

                _state = character switch
                {
                    0x07 or 0x9C => State.Text,
                    0x1B => State.CommandEscape,
                    _ => State.Command,
                };
                return false;
            case State.CommandEscape:
                _state = State.Escape;
                if (character == '\\')
                {
                    _state = State.Text;
                    return false;
                }

                return Keeps(character);
            default:
                return KeepsText(character);
        }
    }

    private bool KeepsText(int character)
    {
        _state = character switch
        {
            0x1B => State.Escape,
            0x9B => State.Sequence,
            0x90 or 0x98 or 0x9D or 0x9E or 0x9F => State.Command,
            _ => State.Text,
        };
        return character is '\t' or '\n'
            || character is not (< 0x20 or (>= 0x7F and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
    }

    private static int Length(byte first) => first switch
    {
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };
}
