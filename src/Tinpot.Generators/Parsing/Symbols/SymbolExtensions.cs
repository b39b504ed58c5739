using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Questions that parsers ask of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Fully qualified with annotations, as generated code prints types.</summary>
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Metadata = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.None);

    private static readonly SymbolDisplayFormat Signature = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    /// <summary>C# name with annotations, its own among them.</summary>
    public static string Print(this ITypeSymbol type) => Unawaited(type.ToDisplayString(Qualified));

    /// <summary>C# name with annotations inside, without its own <c>?</c>.</summary>
    public static string PrintCore(this ITypeSymbol type) =>
        Unawaited(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Qualified));

    /// <summary>Within an async method <c>await</c> is a keyword, which the compiler prints as any name.</summary>
    private static string Unawaited(string type) =>
        type.IndexOf("await", StringComparison.Ordinal) < 0 ? type : Regex.Replace(type, @"(?<![\w@])await(?!\w)", "@await");

    /// <summary>Namespace, containing types and name, without type arguments.</summary>
    public static string MetadataName(this ITypeSymbol type) => type.ToDisplayString(Metadata);

    /// <summary>Identifies a method, or another member or type, within and across compilations.</summary>
    public static string Id(this ISymbol member) => member.ToDisplayString(Signature);

    /// <summary>Of a method in two parts the one whose parameters have the defaults and which calls name; attributes are those of both.</summary>
    public static IMethodSymbol Declared(this IMethodSymbol method) => method.PartialDefinitionPart ?? method;

    /// <remarks>Printing a name is expensive. The simple name excludes nearly every type.</remarks>
    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is not null && metadataName.EndsWith(type.Name, StringComparison.Ordinal) && type.MetadataName() == metadataName;

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(metadataName))
                return attribute;
        }
        return null;
    }

    /// <summary>The language is new enough for what we generate.</summary>
    public static bool HasLanguage(this Compilation compilation) => compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp14 };

    /// <summary>An assembly that does not reference the attributes has no actions and announces none.</summary>
    public static bool KnowsActions(this IAssemblySymbol assembly) =>
        assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == KnownNames.AbstractionsAssembly));

    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Kind is TypedConstantKind.Array ? null : argument.Value.Value;
        }
        return null;
    }

    public static IEnumerable<object?> NamedList(this AttributeData attribute, string name)
    {
        TypedConstant list = attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value;
        return list.Kind is TypedConstantKind.Array && !list.IsNull ? list.Values.Select(static v => v.Value) : [];
    }

    public static string? NamedText(this AttributeData? attribute, string name) => attribute?.Named(name) as string;

    /// <summary>Where it is written; nowhere when it is not, or in another assembly.</summary>
    public static Location Place(this AttributeData? attribute) =>
        attribute?.ApplicationSyntaxReference is { } syntax ? Location.Create(syntax.SyntaxTree, syntax.Span) : Location.None;

    /// <summary>As it is written, without its suffix.</summary>
    public static string AttributeName(this INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length) : attribute.Name;

    public static object? Positional(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Kind is not TypedConstantKind.Array
            ? attribute.ConstructorArguments[index].Value
            : null;

    /// <summary>The type as messages name it.</summary>
    public static string Display(this ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The name as an identifier, with <c>@</c> where it is a keyword.</summary>
    public static string Escaped(this string name) =>
        SyntaxFacts.GetKeywordKind(name) is SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.None ? name : "@" + name;

    /// <summary>Generated code, which lives in the same assembly but in a file and type of its own, may name it.</summary>
    public static bool IsReachable(this ISymbol symbol, Compilation compilation)
    {
        for (INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
                return false;
        }
        return compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly) && AliasedReference.IsGlobal(symbol.ContainingAssembly, compilation);
    }

    public static bool IsOfAspNet(this ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) is true;

    public static bool Implements(this ITypeSymbol type, string interfaceName) =>
        type.AllInterfaces.Any(i => i.Is(interfaceName));
}
