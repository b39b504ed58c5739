using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Reads DataAnnotations.</summary>
internal static class ConstraintParser
{
    private const int MultilineText = 9;
    private const int EmailAddress = 10;
    private const int Url = 12;

    /// <summary>The rules of a parameter or property; a rule that does not fit the type is named in <paramref name="misfit"/>.</summary>
    public static ConstraintsModel Parse(IEnumerable<AttributeData> attributes, TypeModel type, out string? misfit)
    {
        misfit = null;
        ConstraintsModel rules = ConstraintsModel.None;
        TypeModel subject = type is SecretModel secret ? secret.Value : type;
        bool number = subject is ScalarModel { JsonType: "integer" or "number" };
        bool text = subject is ScalarModel { JsonType: "string", Format: "" } or ParsableModel;
        // Characters, bytes, items or entries
        bool counted = text || subject is SequenceModel or DictionaryModel or EnumModel { Flags: true } or ScalarModel { Format: "byte" };
        foreach (AttributeData attribute in attributes)
        {
            bool? fits;
            (rules, fits) = attribute.AttributeClass?.MetadataName() switch
            {
                KnownNames.Range => Range(rules, attribute, number),
                KnownNames.StringLength => (rules with { MaxLength = attribute.Positional(0) as int?, MinLength = attribute.Named("MinimumLength") as int? }, text),
                KnownNames.MinLength => (rules with { MinLength = attribute.Positional(0) as int? }, counted),
                KnownNames.MaxLength => (rules with { MaxLength = attribute.Positional(0) as int? ?? rules.MaxLength }, counted),
                KnownNames.Length => (rules with { MinLength = attribute.Positional(0) as int?, MaxLength = attribute.Positional(1) as int? }, counted),
                KnownNames.RegularExpression => (rules with { Pattern = attribute.Positional(0) as string }, text),
                KnownNames.AllowedValues => Allowed(rules, attribute, number, text),
                KnownNames.EmailAddress => (rules with { Format = "email" }, text),
                KnownNames.Url => (rules with { Format = "uri" }, text),
                KnownNames.DataType => (Typed(rules, attribute.Positional(0) as int?), text),
                _ => (rules, (bool?)null),
            };
            if (fits is false)
                misfit ??= attribute.AttributeClass!.Name.Replace("Attribute", "");
        }
        return rules;
    }

    private static (ConstraintsModel, bool?) Range(ConstraintsModel rules, AttributeData attribute, bool number)
    {
        // [Range(min, max)] or [Range(typeof(decimal), "min", "max")]
        int first = attribute.ConstructorArguments.Length == 3 ? 1 : 0;
        string? minimum = Literals.Number(attribute.Positional(first));
        string? maximum = Literals.Number(attribute.Positional(first + 1));
        rules = rules with
        {
            Minimum = minimum,
            Maximum = maximum,
            MinimumIsExclusive = attribute.Named("MinimumIsExclusive") is true,
            MaximumIsExclusive = attribute.Named("MaximumIsExclusive") is true,
        };
        return (rules, number && (minimum ?? maximum) is not null);
    }

    private static (ConstraintsModel, bool?) Allowed(ConstraintsModel rules, AttributeData attribute, bool number, bool text)
    {
        List<string> values = [];
        bool fits = number || text;
        foreach (TypedConstant argument in attribute.ConstructorArguments)
        {
            foreach (TypedConstant value in argument.Kind is TypedConstantKind.Array && !argument.IsNull ? argument.Values : [argument])
            {
                string? json = value.Value is string || number ? Literals.Json(value.Value) : null;
                fits &= json is not null && (text ? value.Value is string : value.Value is not string);
                if (json is not null)
                    values.Add(json);
            }
        }
        return (rules with { Allowed = values.ToEquatableArray() }, fits);
    }

    private static ConstraintsModel Typed(ConstraintsModel rules, int? dataType) => dataType switch
    {
        MultilineText => rules with { Multiline = true },
        EmailAddress => rules with { Format = "email" },
        Url => rules with { Format = "uri" },
        _ => rules,
    };
}
