namespace Tinpot.Actions.Arguments;

/// <summary>Arguments that <see cref="ArgumentDocument"/> completed.</summary>
/// <param name="Document">One JSON object with every parameter.</param>
/// <param name="Secrets">Its secret values, as <see cref="SecretMerge"/> reads them; null when there are none.</param>
internal sealed record CompleteArguments(byte[] Document, byte[]? Secrets);
