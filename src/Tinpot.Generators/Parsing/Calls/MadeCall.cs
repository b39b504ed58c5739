using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>A call, as much of it as decides whether it may be intercepted.</summary>
/// <param name="IsConstrained">It is made through a type parameter.</param>
/// <param name="IsOfBase"><c>base.M()</c>.</param>
internal readonly record struct MadeCall(IOperation Operation, IMethodSymbol Target, bool IsConstrained, bool IsOfBase)
{
    public static MadeCall Of(IInvocationOperation call) => new(
        call, call.TargetMethod, call.ConstrainedToType is not null, call.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax });

    /// <summary>A call that is not bound, of the one method it can be of.</summary>
    public static MadeCall Of(IInvalidOperation call, InvocationExpressionSyntax syntax, IMethodSymbol only, SemanticModel model)
    {
        ExpressionSyntax? receiver = (syntax.Expression as MemberAccessExpressionSyntax)?.Expression;
        bool constrained = receiver is not null && (model.GetTypeInfo(receiver).Type ?? model.GetSymbolInfo(receiver).Symbol) is ITypeParameterSymbol;
        return new MadeCall(call, only, constrained, receiver is BaseExpressionSyntax);
    }
}
