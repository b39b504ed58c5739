using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Files;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>
/// The one place that decides which calls can be intercepted; a location from the compiler is not enough. The generator
/// intercepts what it finds eligible, the analyzer reports the rest, so that no call is neither.
/// </summary>
/// <remarks>
/// Method groups and dynamic calls are not invocation operations and do not get here. An action that this assembly
/// declares wrongly is taken for an action all the same: its declaration is the error, not its calls.
/// </remarks>
internal sealed class InterceptionEligibility(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, bool> _twins = new();
    private readonly ConcurrentDictionary<IAssemblySymbol, HashSet<string>> _announced = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ActionModel?> _foreign = new(SymbolEqualityComparer.Default);

    public static bool IsAction(IMethodSymbol method) => method.Attribute(KnownNames.Action) is not null;

    /// <inheritdoc cref="Check(MadeCall, out InterceptableLocation?, CancellationToken)"/>
    public Eligibility Check(IInvocationOperation call, out InterceptableLocation? location, CancellationToken cancellation) =>
        Check(MadeCall.Of(call), out location, cancellation);

    /// <param name="location">Where to intercept an eligible call.</param>
    public Eligibility Check(MadeCall call, out InterceptableLocation? location, CancellationToken cancellation)
    {
        location = null;
        Eligibility shape = CheckShape(call);
        if (shape is not Eligibility.Eligible)
            return shape;
        InvocationExpressionSyntax syntax = (InvocationExpressionSyntax)call.Operation.Syntax;
        IMethodSymbol target = call.Target.OriginalDefinition;
        if (IsForeign(target))
        {
            if (!_announced.GetOrAdd(target.ContainingAssembly, ReferencedCatalogs.MethodsOf).Contains(target.Name))
                return Eligibility.Unannounced;
            if (Foreign(target, cancellation) is null)
                return Eligibility.OutOfReach;
        }
        if (HasTwin(syntax.SyntaxTree, cancellation))
            return Eligibility.TwinFile;
        location = call.Operation.SemanticModel?.GetInterceptableLocation(syntax, cancellation);
        return location is null ? Eligibility.NoLocation : Eligibility.Eligible;
    }

    /// <summary>The action as it is called here; null when this assembly declares it, or cannot call it.</summary>
    public ActionModel? Foreign(IMethodSymbol target, CancellationToken cancellation) => IsForeign(target)
        ? _foreign.GetOrAdd(target, t => ActionParser.Parse(t, compilation, out _, cancellation))
        : null;

    private bool IsForeign(IMethodSymbol target) => !SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, compilation.Assembly);

    private static Eligibility CheckShape(MadeCall call)
    {
        IMethodSymbol target = call.Target;
        if (!IsAction(target))
            return Eligibility.NotAnAction;
        if (target.MethodKind is MethodKind.LocalFunction)
            return Eligibility.LocalFunction;
        if (call.IsConstrained || (target.IsStatic && target.ContainingType.TypeKind is TypeKind.Interface))
            return Eligibility.StaticAbstract;
        if (call.IsOfBase)
            return Eligibility.BaseCall;
        if (IsInExpressionTree(call.Operation))
            return Eligibility.ExpressionTree;
        return call.Operation.Syntax is not InvocationExpressionSyntax syntax ? Eligibility.CompilerMade
            // By whose names the generator looks for calls
            : TreeIndex.CalledName(syntax) is null ? Eligibility.NoLocation
            : Eligibility.Eligible;
    }

    /// <summary>The operation is data, not code that runs where it is written.</summary>
    public static bool IsInExpressionTree(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent.Type: { } target } && target.Is("System.Linq.Expressions.Expression"))
                return true;
        }
        return false;
    }

    private bool HasTwin(SyntaxTree tree, CancellationToken cancellation) => _twins.GetOrAdd(tree, t => compilation.SyntaxTrees.Any(
        other => other != t && other.Length == t.Length && other.GetText(cancellation).ContentEquals(t.GetText(cancellation))));
}
