using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Attributes that other frameworks read and Tinpot does not, though they look as if it did.</summary>
internal static class ForeignAttributes
{
    private const string NewtonsoftProperty = "Newtonsoft.Json.JsonPropertyAttribute";
    private const string NewtonsoftRequired = "Newtonsoft.Json.JsonRequiredAttribute";
    private const string NewtonsoftIgnore = "Newtonsoft.Json.JsonIgnoreAttribute";
    private const string InitialValueReplaced = "what is given takes the place of the initial value";
    private const string NoEndpoint = "ASP.NET Core reads it on endpoints, and an action is none; remove it";

    private static readonly string[] Authorization =
    {
        "Microsoft.AspNetCore.Authorization.IAuthorizeData",
        "Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter",
        "Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter",
    };

    /// <summary>By its interface or name: a project that has its own attribute means the same by it.</summary>
    public static bool IsAuthorization(INamedTypeSymbol attribute) =>
        ObjectMembers.Bases(attribute).Prepend(attribute).Any(static t => t.Name is "AuthorizeAttribute") || Authorization.Any(attribute.Implements);

    /// <summary>Why an attribute on a parameter has no effect; null when it has one, or is none of those we know.</summary>
    public static string? OnParameter(INamedTypeSymbol attribute) => attribute.MetadataName() switch
    {
        KnownNames.DefaultValue => "give the parameter a default, as in 'int days = 7'",
        KnownNames.PasswordPropertyText => "it hides nothing; take a Secret<string>",
        KnownNames.ReadOnly or KnownNames.Browsable or KnownNames.TypeConverter => "the host does not read it; remove it",
        _ when !attribute.IsOfAspNet() => null,
        _ => attribute.Name switch
        {
            "FromServicesAttribute" or "FromKeyedServicesAttribute" => null,
            "FromBodyAttribute" or "FromQueryAttribute" or "FromRouteAttribute" or "FromHeaderAttribute" or "FromFormAttribute"
                or "BindRequiredAttribute" or "BindNeverAttribute" or "ModelBinderAttribute" or "AsParametersAttribute" =>
                "the arguments of an action are one JSON object, whichever way it is called; remove it",
            _ => NoEndpoint,
        },
    };

    /// <summary>Why an attribute on a property has no effect.</summary>
    public static string? OnProperty(INamedTypeSymbol attribute) => attribute.MetadataName() switch
    {
        KnownNames.DefaultValue => "give the property an initialiser, as in 'public int Days { get; set; } = 7;'",
        KnownNames.DisplayName => "say it with [Display(Name = \"…\")]",
        KnownNames.JsonObjectCreation => InitialValueReplaced,
        KnownNames.DataMember => "name the property with [JsonPropertyName(\"…\")], and demand it with [JsonRequired]",
        KnownNames.JsonPropertyOrder => "properties are read in any order, and shown and written in the order of their declarations",
        KnownNames.Editable or KnownNames.ReadOnly or KnownNames.ScaffoldColumn or KnownNames.Browsable =>
            "callers can give the value; keep it out with [JsonIgnore]",
        NewtonsoftProperty => "name the property with [JsonPropertyName(\"…\")] of System.Text.Json",
        NewtonsoftRequired => "say it with [JsonRequired] of System.Text.Json, or with 'required'",
        NewtonsoftIgnore => "say it with [JsonIgnore] of System.Text.Json",
        _ => OnParameter(attribute),
    };

    /// <summary>Why an attribute on a member of an enum has no effect.</summary>
    public static string? OnEnumMember(INamedTypeSymbol attribute) => attribute.MetadataName() switch
    {
        KnownNames.Display or KnownNames.Description or KnownNames.DisplayName => "people read and write the name of the member in JSON; change it with [JsonStringEnumMemberName(\"…\")]",
        KnownNames.EnumMember => "name the member with [JsonStringEnumMemberName(\"…\")]",
        _ => null,
    };

    /// <summary>Why an attribute on a type has no effect.</summary>
    public static string? OnType(AttributeData attribute) => attribute.AttributeClass switch
    {
        { Name: "MetadataTypeAttribute" or "ModelMetadataTypeAttribute" } kind when kind.ContainingNamespace.Name is "DataAnnotations" || kind.IsOfAspNet() =>
            "constraints and texts are read from the properties of the type itself; write them there",
        // JsonUnmappedMemberHandling.Skip; the other value is what the host does anyway
        { } kind when kind.MetadataName() == KnownNames.JsonUnmappedMember && attribute.Positional(0) is 0 => "a member that the type does not have is refused",
        { } kind when kind.MetadataName() == KnownNames.JsonObjectCreation => InitialValueReplaced,
        _ => null,
    };

    /// <summary>Why an attribute on an action has no effect.</summary>
    public static string? OnAction(INamedTypeSymbol attribute) => attribute.Name switch
    {
        "HttpGetAttribute" or "HttpPostAttribute" or "HttpPutAttribute" or "HttpDeleteAttribute" or "HttpPatchAttribute" or "HttpHeadAttribute"
            or "HttpOptionsAttribute" or "AcceptVerbsAttribute" or "RouteAttribute" when attribute.IsOfAspNet() =>
            "the route of an action is made of its name; name it with [Action(\"name\")]",
        "AllowAnonymousAttribute" when attribute.IsOfAspNet() => "an action is not an endpoint; the host decides who can run it",
        _ when attribute.IsOfAspNet() => NoEndpoint,
        _ => attribute.MetadataName() switch
        {
            KnownNames.Description => "say it with [Action(Description = \"…\")] or a <summary>",
            KnownNames.DisplayName => "say it with [Action(Title = \"…\")]",
            _ => null,
        },
    };

    /// <summary>Why a named argument of a constraint or of <c>[Display]</c> has no effect; null when it has one.</summary>
    public static string? OfAttribute(string argument) => argument switch
    {
        "ErrorMessage" or "ErrorMessageResourceName" or "ErrorMessageResourceType" => "the host has its own messages for invalid values",
        "MatchTimeoutInMilliseconds" => "the host has a time limit of its own for patterns",
        "ResourceType" or "ShortName" or "Prompt" or "GroupName" or "Order" or "AutoGenerateField" or "AutoGenerateFilter" => "of [Display] the host reads Name and Description, as they are",
        _ => null,
    };
}
