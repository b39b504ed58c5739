using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Parsing.Types.Builders;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Decides how a type is read from and written to JSON, by the list of <see cref="TypeBuilders"/>, or says in <see cref="Obstacle"/> why it is not.</summary>
/// <param name="input">The type must be readable as well as writable.</param>
internal sealed class TypeClassifier(Compilation compilation, bool input, CancellationToken cancellation)
{
    // Null while the members of the type are classified, so that a type that contains itself comes to an end
    private readonly Dictionary<string, DefinitionModel?> _definitions = [];
    private readonly List<string> _order = [];
    // Lists and dictionaries whose content is being classified, without an object between them
    private HashSet<string> _holders = [];

    public Compilation Compilation => compilation;

    public bool Input => input;

    public TypeView View => input ? TypeView.Argument : TypeView.Result;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The records, classes and structs so far, in order of their names.</summary>
    public EquatableArray<DefinitionModel> Definitions =>
        _definitions.Values.OfType<DefinitionModel>().OrderBy(static d => d.Name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Why the last <see cref="Classify"/> answered null.</summary>
    public TypeObstacle Obstacle { get; private set; } = new(DiagnosticIds.UnsupportedType, "", "");

    /// <summary>The first builder that takes the type decides. Null when it cannot build it, which <see cref="Obstacle"/> explains.</summary>
    public TypeModel? Classify(ITypeSymbol type)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (TypeBuilder builder in TypeBuilders.InOrder)
        {
            if (!builder.TryBuild(type, this, out TypeModel? model))
                continue;
            if (model is null && builder.OrContract)
                model = ContractBuilder.Find(type, this);
            return model is not null && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
                ? model with { Nullable = true }
                : model;
        }
        throw new InvalidOperationException($"No builder takes {type}.");
    }

    public TypeModel? Reject(string problem)
    {
        Obstacle = new TypeObstacle(DiagnosticIds.UnsupportedType, problem, "");
        return null;
    }

    /// <summary>Only System.Text.Json can handle the type.</summary>
    public TypeModel? Demand(ITypeSymbol type, string reason)
    {
        Obstacle = new TypeObstacle(
            DiagnosticIds.NeedsContext, $"{type.Display()} {reason}",
            type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        return null;
    }

    /// <summary>A default within the type is one that no caller may give.</summary>
    public void Break(IPropertySymbol property, string problem) =>
        Obstacle = new TypeObstacle(DiagnosticIds.BrokenDefault, $"{property.ContainingType.Name}.{property.Name}", problem);

    /// <summary>A constraint within the type cannot be checked.</summary>
    public void Refuse(string misfit) => Obstacle = new TypeObstacle(DiagnosticIds.MisfitConstraint, misfit, "");

    /// <summary>Says in which member the last obstacle is.</summary>
    public void Within(string member)
    {
        // Of members of one name within each other one is enough
        if (Obstacle.Rule is DiagnosticIds.UnsupportedType && !Obstacle.Problem.StartsWith(member + ": ", StringComparison.Ordinal))
            Obstacle = Obstacle with { Problem = $"{member}: {Obstacle.Problem}" };
    }

    /// <summary>Classifies the content of a list or dictionary, which may be a list or dictionary of itself.</summary>
    public TypeModel? ClassifyContent(ITypeSymbol holder, ITypeSymbol content)
    {
        string name = holder.PrintCore();
        if (!_holders.Add(name))
            return Demand(holder, "contains only itself");
        TypeModel? model = Classify(content);
        _holders.Remove(name);
        return model;
    }

    /// <summary>Classifies the members of a record, class or struct, once however often it occurs. False when one of them is an obstacle.</summary>
    public bool TryDefine(INamedTypeSymbol type)
    {
        string name = type.PrintCore();
        if (!_definitions.ContainsKey(name))
        {
            int start = _order.Count;
            _order.Add(name);
            _definitions.Add(name, null);
            HashSet<string> outside = _holders;
            _holders = [];
            DefinitionModel? definition = ObjectTypes.Find(type, this);
            _holders = outside;
            if (definition is null)
            {
                // Types found on the way may refer to it
                foreach (string found in _order.Skip(start))
                    _definitions.Remove(found);
                _order.RemoveRange(start, _order.Count - start);
                return false;
            }
            _definitions[name] = definition;
        }
        return true;
    }
}
