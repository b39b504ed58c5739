using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Constraints;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Parsing.Types;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Reads the parameters of an action.</summary>
internal sealed class ParameterParser(IMethodSymbol method, DocCommentReader comment, Compilation compilation, CancellationToken cancellation)
{
    private readonly TypeClassifier _classifier = new(compilation, input: true, cancellation);

    /// <summary>The records, classes and structs of the parameters.</summary>
    public EquatableArray<DefinitionModel> Definitions => _classifier.Definitions;

    public EquatableArray<ParameterModel> Parse(List<DeclarationProblem> problems)
    {
        List<ParameterModel> parameters = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Parse(parameter, problems) is not { } model)
                continue;
            if (model.Input is { } input && parameters.Find(p => p.Input?.JsonName == input.JsonName) is { } twin)
                problems.Add(Problem(DiagnosticIds.DuplicateName, parameter, parameter.Name, input.JsonName, $"'{twin.Local.Substring(Prefix.Length)}'"));
            parameters.Add(model);
        }
        if (DoubledInjections.Find(method.Parameters) is var (first, second))
            problems.Add(Problem(DiagnosticIds.DoubledInjection, second, method.Name, second.Name, first.Name));
        return parameters.ToEquatableArray();
    }

    /// <summary>Keeps an author's names apart from keywords and from ours.</summary>
    public const string Prefix = "arg_";

    private ParameterModel? Parse(IParameterSymbol parameter, List<DeclarationProblem> problems)
    {
        if (parameter.RefKind is not RefKind.None || parameter.ScopedKind is not ScopedKind.None || parameter.Type.IsRefLikeType)
        {
            problems.Add(Problem(DiagnosticIds.ByReference, parameter, method.Name, $"parameter '{parameter.Name}'"));
            return null;
        }
        string? unnameable = UnnameableTypes.Obstacle(parameter, compilation);
        if (unnameable is null && InjectionParser.Parse(parameter) is { } injection)
            return new ParameterModel { Local = Prefix + parameter.Name, TypeName = parameter.Type.Print(), Injection = injection };

        TypeModel? type = unnameable is null ? _classifier.Classify(parameter.Type) : _classifier.Reject(unnameable);
        if (type is not null && EndlessTypes.Problem(_classifier.Definitions) is { } endless)
            type = _classifier.Reject(endless);
        if (type is null)
        {
            problems.Add(_classifier.Obstacle.At(parameter.Ordinal, method.Name, $"parameter '{parameter.Name}'", parameter.Type, "read"));
            return null;
        }
        // Without a nullable context nothing but the default says that null is meant
        object? constant = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue
            : parameter is { IsOptional: true, IsParams: false } ? Literals.Zero(parameter.Type) : null;
        bool nullByDefault = parameter is { IsOptional: true, Type.IsReferenceType: true } && constant is null;
        if (nullByDefault)
            type = type with { Nullable = true };
        ConstraintsModel constraints = ConstraintParser.Parse(parameter.GetAttributes(), type, out Misfit? misfit);
        if (misfit is not null)
            problems.Add(Problem(DiagnosticIds.MisfitConstraint, parameter, method.Name, misfit.On($"parameter '{parameter.Name}'", parameter.Type)));
        if (constant is not null && !Literals.Fits(constant, parameter.Type))
        {
            problems.Add(Problem(DiagnosticIds.BrokenDefault, parameter, method.Name, parameter.Name, $"is a {constant.GetType().Name}, which its type does not take; use a default of its type"));
            return null;
        }
        DefaultModel? initial = Default(parameter, constant, type, constraints);
        if (initial is not null && DefaultRules.Broken(constant, initial.Json, constraints, type) is { } broken)
            problems.Add(Problem(DiagnosticIds.BrokenDefault, parameter, method.Name, parameter.Name, broken));
        TextModel text = TextParser.Parse(parameter.GetAttributes(), comment.Parameter(parameter.Name));
        string typeName = nullByDefault ? type.FullName : parameter.Type.Print();
        return new ParameterModel
        {
            Local = Prefix + parameter.Name,
            TypeName = typeName,
            Input = new InputModel(SnakeCase.Convert(parameter.Name), type, initial, constraints, text, SubmitParameter.Declare(parameter, typeName, initial)),
        };
    }

    /// <summary>The value of an omitted parameter, which C# can declare in several ways.</summary>
    private static DefaultModel? Default(IParameterSymbol parameter, object? constant, TypeModel type, ConstraintsModel constraints) =>
        parameter.IsParams ? constraints.MinLength > 0 ? null : new DefaultModel("[]", "[]")
        : parameter.IsOptional ? Literals.Default(constant, type)
        : null;

    private static DeclarationProblem Problem(string rule, IParameterSymbol parameter, params string[] arguments) =>
        new(rule, parameter.Ordinal, arguments.ToEquatableArray());
}
