using Tinpot.Schemas;

namespace Tinpot.Runtime.Values;

/// <summary>A value is nested deeper than is read again, or contains itself.</summary>
internal sealed class ValueTooDeepException(Exception? inner = null) : Exception(
    $"A value is nested deeper than {SchemaChecker.MaxDepth} levels, or contains itself. Make it flatter: a list in place of a chain, names or ids in place of objects.", inner);
