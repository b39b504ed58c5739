using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tinpot.Platform.Json;

/// <summary>How JSON is written.</summary>
internal static class JsonWriting
{
    /// <summary>
    /// For answers, events and records. Text stays readable: none of it is put into HTML as markup. Every control character
    /// is escaped, so no text can end a line. The order of calls is not checked.
    /// </summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
