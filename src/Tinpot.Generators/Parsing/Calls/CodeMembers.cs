using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>The member that owns a piece of syntax, and the code that a mention leads to.</summary>
/// <remarks>
/// Lambdas and local functions are their member's code. What runs when a type is made or first used (constructors,
/// initializers, arguments for the base) is the type's, and an initializer's code is its field's or property's too: what it
/// holds may be a delegate.
/// </remarks>
internal static class CodeMembers
{
    public static IEnumerable<CodeMemberModel> Around(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field:
                    return Initialized(model.GetDeclaredSymbol(field, cancellation));
                case PropertyDeclarationSyntax property when property.Initializer?.Span.Contains(node.Span) is true:
                    return Initialized(model.GetDeclaredSymbol(property, cancellation));
                case ConstructorDeclarationSyntax or TypeDeclarationSyntax:
                    return Of((current is TypeDeclarationSyntax type ? model.GetDeclaredSymbol(type, cancellation) : model.GetDeclaredSymbol(current, cancellation)?.ContainingType));
                case GlobalStatementSyntax:
                    // The program's start, which nothing calls
                    return [];
                case MemberDeclarationSyntax member:
                    return Of(model.GetDeclaredSymbol(member, cancellation));
            }
        }
        return [];
    }

    /// <summary>The member that is mentioned; null when it has no code that is not looked at anyway.</summary>
    public static CodeMemberModel? Mentioned(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor => Mentioned(constructor.ContainingType),
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => null,
        IMethodSymbol method => new CodeMemberModel((method.ReducedFrom ?? method).OriginalDefinition.Id(), method.Name),
        IPropertySymbol or IFieldSymbol or IEventSymbol => new CodeMemberModel(symbol.OriginalDefinition.Id(), symbol.Name),
        INamedTypeSymbol type => new CodeMemberModel("type " + type.OriginalDefinition.Id(), type.Name),
        _ => null,
    };

    private static IEnumerable<CodeMemberModel> Of(ISymbol? symbol) => Mentioned(symbol) is { } member ? [member] : [];

    private static IEnumerable<CodeMemberModel> Initialized(ISymbol? symbol) => Of(symbol).Concat(Of(symbol?.ContainingType));
}
