using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.CodeFixes;

/// <summary>TPT010: <c>Run(Clean)</c> becomes <c>Run(() =&gt; Clean())</c>, whose call is recorded.</summary>
/// <remarks>
/// Not offered for a function pointer, which a lambda cannot be; for <c>+=</c> and <c>-=</c>, where two lambdas are two
/// handlers; for <c>base.M</c> and in an expression tree, where the call would be another diagnostic; and where the object
/// is computed, which would then happen at each call instead of once.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LambdaFix)), Shared]
internal sealed class LambdaFix() : DocumentFix(DiagnosticIds.MethodGroup, "Call the action in a lambda")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetOperation(node, cancellation) is not IMethodReferenceOperation
            {
                Parent: IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoked } } creation,
            } reference
            || creation.Parent is IEventAssignmentOperation
            || !IsAtHand(reference.Instance)
            || InterceptionEligibility.IsInExpressionTree(reference))
            return null;
        return editor => editor.ReplaceNode(node, Lambda(node, reference.Method, invoked, IsTyped(creation), model));
    }

    private static SyntaxNode Lambda(SyntaxNode group, IMethodSymbol action, IMethodSymbol invoked, bool typed, SemanticModel model)
    {
        HashSet<string> taken = [.. group.DescendantTokens().Select(static t => t.ValueText)];
        string[] names = [.. action.Parameters.Select(p => Free(p.Name, taken).Escaped())];
        IEnumerable<string> parameters = typed
            ? names
            : names.Zip(invoked.Parameters, (name, p) => $"{p.Type.ToMinimalDisplayString(model, group.SpanStart)} {name}");
        string list = typed && names.Length == 1 ? names[0] : $"({string.Join(", ", parameters)})";
        ExpressionSyntax lambda = SyntaxFactory.ParseExpression($"{list} => {group.WithoutTrivia()}({string.Join(", ", names)})");
        return (group.Parent is CastExpressionSyntax or BinaryExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(lambda) : lambda).WithTriviaFrom(group);
    }

    /// <summary>Reading it again gives the same value.</summary>
    private static bool IsAtHand(IOperation? instance) => instance switch
    {
        null or ILocalReferenceOperation or IParameterReferenceOperation => true,
        IInstanceReferenceOperation self => self.Syntax is not BaseExpressionSyntax,
        IFieldReferenceOperation field => IsAtHand(field.Instance),
        _ => false,
    };

    /// <summary>The target of the assignment has a delegate type, so the lambda needs no types.</summary>
    private static bool IsTyped(IDelegateCreationOperation creation) => creation.Parent switch
    {
        IConversionOperation => !creation.IsImplicit,
        IVariableInitializerOperation { Syntax.Parent.Parent: VariableDeclarationSyntax declaration } => !declaration.Type.IsVar,
        IArgumentOperation argument => argument.Parameter?.OriginalDefinition.Type is not ITypeParameterSymbol,
        _ => true,
    };

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }
}
