using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>The constant that a property's declaration gives it.</summary>
internal static class InitialValue
{
    /// <summary>No value when there is none, or when a constructor may have the last word.</summary>
    public static Optional<object?> Of(IPropertySymbol property, INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (property.DeclaringSyntaxReferences is not [{ } reference]
            || reference.GetSyntax(cancellation) is not PropertyDeclarationSyntax { Initializer.Value: { } value }
            || !MayBeConstant(value)
            || ObjectMembers.Bases(type).Prepend(type).Any(t => HasConstructorBody(t, cancellation)))
            return default;
        return compilation.GetSemanticModel(value.SyntaxTree).GetConstantValue(value, cancellation);
    }

    /// <summary>Nothing gives an automatic property a value but the caller, or else its type.</summary>
    public static bool IsOfType(IPropertySymbol property, INamedTypeSymbol type, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences is [{ } reference]
        && reference.GetSyntax(cancellation) is PropertyDeclarationSyntax { Initializer: null, AccessorList.Accessors: var accessors }
        && accessors.All(static a => a is { Body: null, ExpressionBody: null })
        && !ObjectMembers.Bases(type).Prepend(type).Any(t => HasConstructorBody(t, cancellation));

    /// <summary>Its declaration gives it a value that only running it tells: neither null, which is a promise to the compiler, nor the empty text.</summary>
    public static bool IsComputed(IPropertySymbol property, CancellationToken cancellation)
    {
        if (property.DeclaringSyntaxReferences is not [{ } reference] || reference.GetSyntax(cancellation) is not PropertyDeclarationSyntax { Initializer.Value: { } value })
            return false;
        while (value is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            value = value is ParenthesizedExpressionSyntax inner ? inner.Expression : ((PostfixUnaryExpressionSyntax)value).Operand;
        return value is not (LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty", Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "String" } });
    }

    /// <summary>Spares the semantic model what can be none by its looks.</summary>
    private static bool MayBeConstant(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax or MemberAccessExpressionSyntax
            or IdentifierNameSyntax or CastExpressionSyntax or ParenthesizedExpressionSyntax;

    private static bool HasConstructorBody(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.InstanceConstructors.Any(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is ConstructorDeclarationSyntax));
}
