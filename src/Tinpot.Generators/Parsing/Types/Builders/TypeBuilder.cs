using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Builds the model of one kind of type.</summary>
/// <param name="OrContract">A JSON context of the author may handle a type that the builder takes and cannot build.</param>
internal sealed record TypeBuilder(TryBuildType TryBuild, bool OrContract = false);

/// <summary>False when the type is of another kind. A null model is an obstacle that the classifier was told.</summary>
internal delegate bool TryBuildType(ITypeSymbol type, TypeClassifier classifier, out TypeModel? model);
