using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tinpot.Schemas;
using Tinpot.Schemas.Checking;

namespace Tinpot.Runtime;

/// <summary>Values that System.Text.Json reads and writes by a contract that the author wrote.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContractValue
{
    /// <summary>The error in the value at the reader, with its path; null when it is valid.</summary>
    public static SchemaError? Check<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> contract)
    {
        try
        {
            JsonSerializer.Deserialize(ref reader, contract);
            return null;
        }
        catch (JsonException refusal)
        {
            return new SchemaError(ContractPath.Translate(refusal.Path), ContractPath.Strip(refusal));
        }
        catch (Exception refusal)
        {
            // A converter or constructor may throw anything; it is the type's answer
            return new SchemaError(SchemaPath.Root, refusal.Message);
        }
    }

    /// <summary>Writes the value, or null.</summary>
    public static void Write<T>(Utf8JsonWriter writer, T? value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is null) writer.WriteNullValue();
        else ValueWriter.Guarded(writer, (value, contract), static (writer, x) => JsonSerializer.Serialize(writer, x.value, x.contract));
    }
}
