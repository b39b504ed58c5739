using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Contracts;

/// <summary>An action as the manifest describes it.</summary>
/// <param name="Place">Its name in the file.</param>
internal sealed record ManifestAction(string Name, TextSpan Place, IReadOnlyList<string> Aliases, ActionContract Contract);
