using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>Asks the code of a type what is wrong with the value the reader stands on; the path is relative to the value, the message the reason alone.</summary>
internal delegate SchemaError? TypeCheck(string type, ref Utf8JsonReader reader);
