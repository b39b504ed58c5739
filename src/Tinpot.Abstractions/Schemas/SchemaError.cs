namespace Tinpot.Schemas;

/// <summary>One thing that is wrong with a JSON value.</summary>
/// <param name="Path">Where, relative to the checked value: <c>servers[2].port</c>; <c>$</c> is the value itself.</param>
/// <param name="Message">The error and how to correct it, in a sentence.</param>
public readonly record struct SchemaError(string Path, string Message);
