using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Constraints;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Parsing.Types;

namespace Tinpot.Generators.Analyzers;

/// <summary>Looks at every attribute on an action and on what it takes.</summary>
internal sealed class IgnoredAttributes(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
{
    private const string NotGiven = "the host provides this parameter, so callers do not see it";
    private const string NotRead = "it is not read from JSON";

    public void Check(IMethodSymbol method)
    {
        Authorization(method);
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } kind && ForeignAttributes.OnAction(kind) is { } reason)
                Unread(attribute, reason);
        }
        foreach (AttributeData attribute in method.GetReturnTypeAttributes())
        {
            if (IsRule(attribute))
                Unread(attribute, "results are not checked; check it before the action returns");
            else if (IsText(attribute))
                Unread(attribute, "say it in <returns>");
        }
        List<IParameterSymbol> inputs = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool injected = InjectionParser.Parse(parameter) is not null;
            foreach (AttributeData attribute in parameter.GetAttributes())
                Given(attribute, injected ? NotGiven : null, attribute.AttributeClass is { } kind ? ForeignAttributes.OnParameter(kind) : null, Location.None);
            if (!injected)
                inputs.Add(parameter);
        }
        foreach (IParameterSymbol input in inputs)
        {
            foreach (INamedTypeSymbol type in InputTypes.Of([input.Type], cancellation))
                Type(type, input.Locations[0]);
        }
    }

    /// <summary>Nothing of the kind protects the method, its class, or what that derives from.</summary>
    private void Authorization(IMethodSymbol method)
    {
        Authorization((ISymbol)method);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach (INamedTypeSymbol owner in ObjectMembers.Bases(type).Prepend(type))
                Authorization(owner);
        }
    }

    private void Authorization(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } kind && ForeignAttributes.IsAuthorization(kind) && attribute.Place() is { IsInSource: true } place)
                report(Diagnostic.Create(DiagnosticDescriptors.Authorization, place, kind.AttributeName()));
        }
    }

    /// <param name="user">The parameter that has the type, where what is wrong is in another assembly.</param>
    private void Type(INamedTypeSymbol type, Location user)
    {
        if (type.TypeKind is TypeKind.Enum)
        {
            foreach (AttributeData attribute in type.GetMembers().SelectMany(static m => m.GetAttributes()))
            {
                if (attribute.AttributeClass is { } kind && ForeignAttributes.OnEnumMember(kind) is { } reason)
                    Unread(attribute, reason);
            }
            return;
        }
        bool own = JsonShape.Peculiarity(type) is null;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (IsRule(attribute))
                Unchecked(attribute, user);
            else if (own && ForeignAttributes.OnType(attribute) is { } reason)
                Unread(attribute, reason);
        }
        if (type.Implements(KnownNames.Validatable))
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.UncheckedRule, type.Locations.FirstOrDefault(static l => l.IsInSource) ?? user, $"IValidatableObject.Validate of '{type.Name}'"));
        }
        IMethodSymbol? constructor = ConstructorChoice.Of(type, compilation, out _);
        HashSet<IPropertySymbol> members = new(ObjectMembers.Of(type).SelectMany(ObjectMembers.Overridden), SymbolEqualityComparer.Default);
        foreach (ISymbol member in ObjectMembers.Bases(type).Prepend(type).SelectMany(static t => t.GetMembers()))
        {
            if (member is IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false })
                Member(member, own && member is IPropertySymbol property && members.Contains(property) && IsRead(property, constructor), own, user);
        }
        IEnumerable<IParameterSymbol> inherited = members.Select(ObjectMembers.Positional).OfType<IParameterSymbol>()
            .Where(p => !SymbolEqualityComparer.Default.Equals(p.ContainingSymbol, constructor));
        foreach (AttributeData attribute in (constructor?.Parameters ?? []).Concat(inherited).SelectMany(static p => p.GetAttributes()))
            Given(attribute, own ? null : NotRead, attribute.AttributeClass is { } kind ? ForeignAttributes.OnParameter(kind) : null, user);
    }

    /// <param name="own">Emitted code reads the type, not System.Text.Json.</param>
    private void Member(ISymbol member, bool isRead, bool own, Location user)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (own && !isRead && (attribute.AttributeClass.Is(KnownNames.JsonInclude) || attribute.AttributeClass.Is(KnownNames.JsonRequired)))
                Unread(attribute, NotRead + "; make it a public property with a public 'set' or 'init'");
            string? useless = isRead && attribute.AttributeClass is { } kind ? ForeignAttributes.OnProperty(kind) : null;
            Given(attribute, isRead ? null : NotRead, useless, user);
        }
    }

    private bool IsRead(IPropertySymbol property, IMethodSymbol? constructor) =>
        ObjectMembers.Role(property, ObjectMembers.Parameter(property, constructor), compilation) is not MemberRole.None;

    /// <param name="unread">Why no attribute about the value has an effect; null when they have.</param>
    /// <param name="useless">Why this one has none; null when it may.</param>
    private void Given(AttributeData attribute, string? unread, string? useless, Location user)
    {
        if (useless is not null)
            Unread(attribute, useless);
        else if (unread is not null && (IsRule(attribute) || IsText(attribute)))
            Unread(attribute, unread);
        else if (unread is null && attribute.AttributeClass.Is(KnownNames.DataType) && ConstraintParser.Effect(attribute) is { } none)
            Unread(attribute, none);
        else if (unread is null && IsRule(attribute) && !ConstraintParser.Knows(attribute.AttributeClass!))
            Unchecked(attribute, user);
        else if (unread is null && (IsRule(attribute) || attribute.AttributeClass.Is(KnownNames.Display)))
            Arguments(attribute);
    }

    /// <summary>Reports arguments of a validation or text attribute that have no effect.</summary>
    private void Arguments(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText is { } name && ForeignAttributes.OfAttribute(name) is { } reason)
                report(Diagnostic.Create(DiagnosticDescriptors.UnreadAttribute, argument.GetLocation(), $"{name} of [{attribute.AttributeClass!.AttributeName()}]", reason));
        }
    }

    private void Unread(AttributeData attribute, string reason)
    {
        if (attribute.Place() is { IsInSource: true } place)
            report(Diagnostic.Create(DiagnosticDescriptors.UnreadAttribute, place, $"[{attribute.AttributeClass!.AttributeName()}]", reason));
    }

    private void Unchecked(AttributeData attribute, Location user)
    {
        Location place = attribute.Place();
        report(Diagnostic.Create(DiagnosticDescriptors.UncheckedRule, place.IsInSource ? place : user, $"[{attribute.AttributeClass!.AttributeName()}]"));
    }

    private static bool IsRule(AttributeData attribute) =>
        attribute.AttributeClass is { } kind && ObjectMembers.Bases(kind).Prepend(kind).Any(static t => t.Is(KnownNames.Validation));

    private static bool IsText(AttributeData attribute) => attribute.AttributeClass.Is(KnownNames.Display) || attribute.AttributeClass.Is(KnownNames.Description);
}
