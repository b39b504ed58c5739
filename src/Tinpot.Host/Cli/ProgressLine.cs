using System.Globalization;
using System.Text;

namespace Tinpot.Cli;

/// <summary>
/// Shows how far an action is: where somebody watches, one line that is written over; elsewhere a line at each tenth and
/// at each new message, so that a file of it stays readable.
/// </summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private const string Over = "\r\x1b[K";
    private const int Cells = 20;
    private const int Width = 79;

    private bool _shown;
    private int _tenth = -1;
    private string _message = "";

    public void Show(double fraction, string message)
    {
        string text = Text(fraction, OneLine(message));
        if (terminal.Watched)
        {
            terminal.Error.Write(Over + text);
            _shown = true;
            return;
        }

        int tenth = (int)(fraction * 10);
        if (tenth == _tenth && message == _message)
            return;
        (_tenth, _message) = (tenth, message);
        terminal.Error.WriteLine(text);
    }

    /// <summary>Makes room for something else.</summary>
    public void Clear()
    {
        if (_shown)
            terminal.Error.Write(Over);
        _shown = false;
    }

    private string Text(double fraction, string message)
    {
        string percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 100),3:F0} %");
        if (!terminal.Watched)
            return $"[{percent.Trim()}] {message}".TrimEnd();
        int full = (int)(fraction * Cells);
        string text = $"[{new string('#', full)}{new string('-', Cells - full)}] {percent} {message}".TrimEnd();
        return text.Length <= Width ? text : text[..(Width - 1)] + "…";
    }

    /// <summary>A message that moved the cursor could not be written over.</summary>
    private static string OneLine(string message)
    {
        if (!message.Any(char.IsControl))
            return message;
        var line = new StringBuilder(message);
        for (int i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i]))
                line[i] = ' ';
        }

        return line.ToString();
    }
}
