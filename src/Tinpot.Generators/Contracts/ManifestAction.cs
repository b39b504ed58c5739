using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Contracts;

/// <summary>What an action was when the manifest was written.</summary>
/// <param name="Place">Its name in the file.</param>
internal sealed record ManifestAction(string Name, TextSpan Place, IReadOnlyList<string> Aliases, ActionContract Contract);
