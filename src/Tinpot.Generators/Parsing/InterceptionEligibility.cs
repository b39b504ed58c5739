using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Tinpot.Generators.Parsing;

/// <summary>Why a call of an action is recorded, or is not.</summary>
internal enum Eligibility
{
    Eligible,

    /// <summary>The called method is no action.</summary>
    NotAnAction,

    /// <summary><c>base.M()</c>: an interceptor can only call virtually, which would recurse for ever.</summary>
    BaseCall,

    /// <summary>Inside an expression tree, which would name the interceptor instead of the action.</summary>
    ExpressionTree,

    /// <summary>A call through a type parameter has no target to forward to.</summary>
    StaticAbstract,

    /// <summary>The compiler refuses to intercept local functions.</summary>
    LocalFunction,
}

/// <summary>The one judge of which calls may be intercepted; a location the compiler gives out is no permission.</summary>
/// <remarks>Method groups and dynamic calls are no invocation operations and so never get here.</remarks>
internal static class InterceptionEligibility
{
    public static Eligibility Check(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        if (target.Attribute(KnownNames.Action) is null)
            return Eligibility.NotAnAction;
        if (target.MethodKind is MethodKind.LocalFunction)
            return Eligibility.LocalFunction;
        if (call.ConstrainedToType is not null || (target.IsStatic && target.ContainingType.TypeKind is TypeKind.Interface))
            return Eligibility.StaticAbstract;
        if (call.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax })
            return Eligibility.BaseCall;
        return IsInExpressionTree(call) ? Eligibility.ExpressionTree : Eligibility.Eligible;
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent.Type: { } target } && target.Is("System.Linq.Expressions.Expression"))
                return true;
        }
        return false;
    }
}
