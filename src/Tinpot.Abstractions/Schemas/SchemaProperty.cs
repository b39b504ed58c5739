using System.Text;

namespace Tinpot.Schemas;

/// <summary>A property of a record, or a parameter of an action.</summary>
public sealed class SchemaProperty
{
    internal SchemaProperty(string name, Schema schema, bool required)
    {
        Name = name;
        Schema = schema;
        Required = required;
        Utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>Name in JSON.</summary>
    public string Name { get; }

    /// <summary>Schema of its value.</summary>
    public Schema Schema { get; }

    /// <summary>It must be given: it has no default and is not nullable.</summary>
    public bool Required { get; }

    /// <summary>Encoded once, so that checking a valid value allocates nothing.</summary>
    internal byte[] Utf8Name { get; }
}
