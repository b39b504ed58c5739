using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Turns an <c>[Action]</c> method into an <see cref="ActionModel"/>, or says why it cannot be one.</summary>
/// <remarks>The generator uses the models, the analyzer the problems. A declaration has one or the other.</remarks>
internal sealed class ActionParser
{
    private readonly IMethodSymbol _method;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly List<DeclarationProblem> _problems = [];

    private ActionParser(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        _method = method;
        _compilation = compilation;
        _cancellation = cancellation;
    }

    public static ActionModel? Parse(
        IMethodSymbol method, Compilation compilation, out IReadOnlyList<DeclarationProblem> problems, CancellationToken cancellation)
    {
        ActionParser parser = new(method.Declared(), compilation, cancellation);
        ActionModel? model = parser.Parse();
        problems = parser._problems;
        return problems.Count == 0 ? model : null;
    }

    /// <summary>The name an action has, valid or not.</summary>
    public static string NameOf(IMethodSymbol method, AttributeData attribute) =>
        attribute.Positional(0) as string ?? ActionNames.Of(method.Name);

    /// <summary>The other names it is given, valid or not.</summary>
    public static string[] AliasesOf(AttributeData attribute) => [.. attribute.NamedList("Aliases").Select(static a => a as string ?? "")];

    private bool IsForeign => !SymbolEqualityComparer.Default.Equals(_method.ContainingAssembly, _compilation.Assembly);

    private ActionModel? Parse()
    {
        if (_method.Attribute(KnownNames.Action) is not { } attribute)
            return null;
        string name = NameOf(_method, attribute);
        // Its name has the interface's in it; the place is what is wrong
        if (_method.MethodKind is MethodKind.ExplicitInterfaceImplementation && !CheckPlace())
            return null;
        if (!ActionNames.IsValid(name))
            Report(DiagnosticIds.InvalidName, name, "it must match [a-z][a-z0-9_]{0,63}");
        else if (ActionNames.IsOfObject(name))
            Report(DiagnosticIds.InvalidName, name, $"Submit.{ActionNames.Method(name)} would be the method that every type has");
        string[] aliases = AliasesOf(attribute);
        foreach (string alias in aliases.Where(static a => !ActionNames.IsValid(a)))
            Report(DiagnosticIds.InvalidAlias, name, alias, "must match [a-z][a-z0-9_]{0,63}");
        AttributeData? group = _method.ContainingType is { } owner ? owner.Attribute(KnownNames.ActionGroup) : null;
        string groupName = attribute.NamedText("Group") ?? group?.Positional(0) as string ?? "General";
        string queue = attribute.NamedText("Queue") ?? group.NamedText("Queue") ?? "default";
        if (LaneNames.Fault(groupName) is { } groupFault)
            Report(DiagnosticIds.InvalidLane, name, "group", LaneNames.Print(groupName), groupFault);
        if (LaneNames.Fault(queue) is { } queueFault)
            Report(DiagnosticIds.InvalidLane, name, "queue", LaneNames.Print(queue), queueFault);
        RunModel run = RunParser.Parse(attribute, (member, value, must) => Report(DiagnosticIds.InvalidLimit, name, member, value, must));
        if (!CheckPlace())
            return null;

        ConstructionModel? construction = null;
        if (!_method.IsStatic)
        {
            construction = ConstructionParser.Parse(_method.ContainingType, _compilation, out string? obstacle);
            if (obstacle is not null)
                Report(DiagnosticIds.UnsupportedPlace, _method.Name, obstacle);
        }
        DocCommentReader comment = DocCommentReader.Of(_method, _cancellation);
        ParameterParser parser = new(_method, comment, _compilation, _cancellation);
        EquatableArray<ParameterModel> parameters = parser.Parse(_problems);
        if (ReturnParser.Parse(_method, _compilation, _problems, _cancellation) is not { } returned || _problems.Count > 0)
            return null;

        ConcurrencyModel? concurrency = null;
        if (_method.Attribute(KnownNames.MaxConcurrent) is { } limit)
        {
            concurrency = new ConcurrencyParser(_method, name, parameters, _problems).Parse(limit);
            if (_problems.Count > 0)
                return null;
        }

        string description = attribute.NamedText("Description") is { Length: > 0 } said ? said : comment.Summary;
        AttributeData? obsolete = _method.Attribute(KnownNames.Obsolete);
        string advice = obsolete?.Positional(0) as string ?? "";
        return new ActionModel
        {
            Id = _method.Id(),
            Assembly = IsForeign || !ProjectParser.IsExecutable(_compilation) ? _method.ContainingAssembly.Name : "",
            Name = name,
            Aliases = aliases.ToEquatableArray(),
            Title = attribute.NamedText("Title") is { Length: > 0 } title ? title : ActionNames.Title(name),
            Group = groupName,
            Queue = queue,
            Description = TextParser.Advised(description, advice),
            Returns = comment.Returns,
            Run = run,
            Concurrency = concurrency,
            Deprecated = obsolete is not null,
            Advice = advice,
            Experimental = ExperimentalId(),
            Cancellable = parameters.Select(static p => p.Injection).Concat(construction?.Services ?? [])
                .Any(static i => i?.Kind is InjectionKind.Token or InjectionKind.Execution) || returned.Kind is ReturnKind.Stream,
            Container = new ContainerModel(_method.ContainingType.PrintCore(), ClassNames.Of(_method.ContainingType, IsForeign), construction),
            Method = _method.Name.Escaped(),
            IsStatic = _method.IsStatic,
            IsPublic = IsPublic(),
            Parameters = parameters,
            Definitions = parser.Definitions,
            Return = returned,
        };
    }

    private bool CheckPlace()
    {
        INamedTypeSymbol? type = _method.ContainingType;
        if (_method.MethodKind is MethodKind.LocalFunction || type is null)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "a local function cannot be called from outside its method; move it into a class");
        if (_method.MethodKind is not MethodKind.Ordinary)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "only ordinary methods can be actions");
        if (_method.IsGenericMethod || IsGeneric(type))
            return Report(DiagnosticIds.Generic, _method.Name);
        if (_method.Attribute(KnownNames.Obsolete)?.Positional(1) is true)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "[Obsolete] with error: true forbids every call, the host's too");
        if (_method.Attribute("System.Diagnostics.ConditionalAttribute") is not null)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "[Conditional] leaves out every call, the host's too");
        if (_method.Attribute("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute") is not null)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "[UnmanagedCallersOnly] forbids every call, the host's too");
        if (UnnameableTypes.Forbidden(type) is { } forbidden)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, UnnameableTypes.Sentence(forbidden));
        if (_method.ReturnsVoid && (_method.PartialImplementationPart ?? _method).IsAsync)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "'async void' cannot be awaited; return Task");
        if (_method.IsExtensionMethod || type.IsExtension)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "an extension method belongs to its receiver; drop 'this'");
        if (type.TypeKind is TypeKind.Interface || _method.IsAbstract)
            return Report(DiagnosticIds.UnsupportedPlace, _method.Name, "put [Action] on the method that implements it");
        if (!_method.IsReachable(_compilation))
            return Report(DiagnosticIds.NotReachable, _method.Name);
        return true;
    }

    private bool IsPublic()
    {
        for (ISymbol? symbol = _method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not Accessibility.Public)
                return false;
        }
        return true;
    }

    /// <summary>Of the method, or of a type around it.</summary>
    private string ExperimentalId()
    {
        for (ISymbol? symbol = _method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Attribute("System.Diagnostics.CodeAnalysis.ExperimentalAttribute")?.Positional(0) is string id)
                return id;
        }
        return "";
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType)
                return true;
        }
        return false;
    }

    private bool Report(string rule, params string[] arguments)
    {
        _problems.Add(new DeclarationProblem(rule, -1, arguments.ToEquatableArray()));
        return false;
    }
}
