using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Reads DataAnnotations.</summary>
internal sealed class ConstraintParser
{
    private const int MultilineText = 9;
    private const int EmailAddress = 10;
    private const int Password = 11;
    private const int Url = 12;

    private readonly TypeModel _subject;
    private readonly bool _nullable;
    private readonly bool _number;
    private readonly bool _text;
    private readonly bool _counted;
    private ConstraintsModel _rules = ConstraintsModel.None;
    private string? _reason;

    private ConstraintParser(TypeModel type)
    {
        _subject = type is SecretModel secret ? secret.Value : type;
        _nullable = type.Nullable || _subject.Nullable;
        _number = _subject is ScalarModel { JsonType: "integer" or "number" };
        _text = _subject is ScalarModel { JsonType: "string", Format: "" } or ParsableModel;
        // Characters, bytes, items or entries
        _counted = _text || _subject is SequenceModel or DictionaryModel or EnumModel { Flags: true } or ScalarModel { Format: "byte" };
    }

    /// <summary>The rules of a parameter or property; the first that does not fit the type is <paramref name="misfit"/>.</summary>
    public static ConstraintsModel Parse(IEnumerable<AttributeData> attributes, TypeModel type, out Misfit? misfit)
    {
        misfit = null;
        ConstraintParser parser = new(type);
        foreach (AttributeData attribute in attributes)
        {
            parser._reason = null;
            if (!parser.Fits(attribute))
                misfit ??= new Misfit(attribute.AttributeClass!.AttributeName(), parser._reason);
        }
        return parser._rules;
    }

    /// <summary>The attribute is one that <see cref="Parse"/> reads.</summary>
    public static bool Knows(INamedTypeSymbol attribute) => attribute.MetadataName() is
        KnownNames.Required or KnownNames.Range or KnownNames.StringLength or KnownNames.MinLength or KnownNames.MaxLength or KnownNames.Length
        or KnownNames.RegularExpression or KnownNames.AllowedValues or KnownNames.DeniedValues or KnownNames.EmailAddress or KnownNames.Url
        or KnownNames.Phone or KnownNames.CreditCard or KnownNames.Base64String or KnownNames.FileExtensions or KnownNames.DataType;

    /// <summary>Why a <c>[DataType]</c> has no effect; null when it has one.</summary>
    public static string? Effect(AttributeData dataType) => dataType.Positional(0) switch
    {
        MultilineText or EmailAddress or Url => null,
        Password => "it hides nothing; take a Secret<string>",
        _ => "Tinpot reads MultilineText, EmailAddress and Url, and no other kind",
    };

    private bool Fits(AttributeData attribute) => attribute.AttributeClass?.MetadataName() switch
    {
        KnownNames.Required => Required(attribute),
        KnownNames.Range => Range(attribute),
        KnownNames.StringLength => Lengths(attribute.Named("MinimumLength") as int?, attribute.Positional(0) as int?, _text),
        KnownNames.MinLength => Lengths(attribute.Positional(0) as int?, null, _counted),
        // Without a length, and with -1, it is as long as may be
        KnownNames.MaxLength => attribute.Positional(0) is null or -1 ? _counted : Lengths(null, attribute.Positional(0) as int?, _counted),
        KnownNames.Length => Lengths(attribute.Positional(0) as int?, attribute.Positional(1) as int?, _counted),
        KnownNames.RegularExpression => Pattern(attribute.Positional(0) as string),
        KnownNames.AllowedValues => Allowed(attribute),
        KnownNames.DeniedValues => Denied(attribute),
        KnownNames.EmailAddress => Format("email"),
        KnownNames.Url => Format("uri"),
        KnownNames.Phone => Format("phone"),
        KnownNames.CreditCard => Format("credit-card"),
        KnownNames.Base64String => Format("base64"),
        KnownNames.FileExtensions => Extensions(attribute),
        KnownNames.DataType => Typed(attribute.Positional(0) as int?),
        _ => true,
    };

    private bool Required(AttributeData attribute)
    {
        bool plain = _subject is ScalarModel { JsonType: "string", Format: "" };
        _rules = _rules with { Given = true, NotBlank = _rules.NotBlank || (plain && attribute.Named("AllowEmptyStrings") is not true) };
        return true;
    }

    private bool Range(AttributeData attribute)
    {
        // [Range(min, max)] or [Range(typeof(decimal), "min", "max")]
        int first = attribute.ConstructorArguments.Length == 3 ? 1 : 0;
        if (!_number || (attribute.Positional(0) is ITypeSymbol type && !JsonNumbers.IsNumber(type)))
            return false;
        foreach (object? bound in (object?[])[attribute.Positional(first), attribute.Positional(first + 1)])
        {
            if (bound is double.NaN || (bound is string && Literals.Number(bound) is null))
                return Because(FormattableString.Invariant($"'{bound}' is not a valid bound"));
        }
        string? minimum = Literals.Number(attribute.Positional(first));
        string? maximum = Literals.Number(attribute.Positional(first + 1));
        if ((minimum ?? maximum) is null)
            return Because("it has no bound");
        (_rules, string? fault) = Ranges.Narrow(_rules, minimum, attribute.Named("MinimumIsExclusive") is true, maximum, attribute.Named("MaximumIsExclusive") is true, (ScalarModel)_subject);
        return fault is null || Because(fault);
    }

    /// <summary>Attributes that stand beside each other all hold, so the narrowest counts.</summary>
    private bool Lengths(int? least, int? most, bool fits)
    {
        if (least < 0 || most < 0)
            return Because("a length cannot be negative");
        if (least is not null)
            _rules = _rules with { MinLength = Math.Max(least.Value, _rules.MinLength ?? 0) };
        if (most is not null)
            _rules = _rules with { MaxLength = Math.Min(most.Value, _rules.MaxLength ?? int.MaxValue) };
        return fits && (!(_rules.MinLength > _rules.MaxLength) || Because("nothing is as long as its least length and as short as its greatest"));
    }

    private bool Pattern(string? pattern)
    {
        if (_rules.Pattern is { } other && other != pattern)
            return Because("it has another pattern, and the host knows one; write both as one");
        _rules = _rules with { Pattern = pattern };
        return _text && (pattern is null ? Because("it has no pattern") : (Texts.Fault(pattern) is { } unspeakable ? $"its pattern {unspeakable}" : Patterns.Fault(pattern)) is not { } fault || Because(fault));
    }

    private bool Format(string format)
    {
        if (_rules.Format is { } other && other != format)
            return Because($"it has another attribute that makes it '{other}', and nothing is both");
        _rules = _rules with { Format = format };
        return _text;
    }

    private bool Extensions(AttributeData attribute)
    {
        // As the attribute itself takes its list apart
        string list = attribute.NamedText("Extensions") is { } given && !string.IsNullOrWhiteSpace(given) ? given : "png,jpg,jpeg,gif";
        string[] extensions = [.. list.Replace(" ", "").Replace(".", "").ToLowerInvariant().Split([','], StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (_rules.Extensions.Count > 0)
            extensions = [.. extensions.Intersect(_rules.Extensions)];
        _rules = _rules with { Extensions = extensions.ToEquatableArray() };
        if (extensions.Select(Texts.Fault).FirstOrDefault(static f => f is not null) is { } fault)
            return Because($"an extension {fault}");
        return _text && (extensions.Length > 0 || Because("it has no extension"));
    }

    private bool Allowed(AttributeData attribute)
    {
        if (ValueLists.Read(attribute, _subject, _nullable, out bool hasNull) is not { } values)
            return Because(ValueLists.Fault(attribute, _subject, _nullable));
        if (_rules.Allowed.Count > 0)
            values = [.. values.Intersect(_rules.Allowed)];
        _rules = _rules with { Allowed = values.ToEquatableArray() };
        return values.Length > 0 || Because(hasNull ? "it allows nothing but null" : "it allows nothing");
    }

    private bool Denied(AttributeData attribute)
    {
        if (ValueLists.Read(attribute, _subject, _nullable, out bool hasNull) is not { } values)
            return Because(ValueLists.Fault(attribute, _subject, _nullable));
        _rules = _rules with { Denied = _rules.Denied.Union(values).ToEquatableArray(), Given = _rules.Given || hasNull };
        if (_subject is EnumModel enumeration && enumeration.Members.All(m => _rules.Denied.Contains(JsonText.Quote(m.JsonName))))
            return Because("it denies every member");
        return values.Length > 0 || hasNull || Because("it denies nothing");
    }

    private bool Typed(int? dataType)
    {
        switch (dataType)
        {
            case MultilineText:
                _rules = _rules with { Multiline = true };
                return _text;
            case EmailAddress:
                return Format("email");
            case Url:
                return Format("uri");
            default:
                // The other kinds check nothing
                return true;
        }
    }

    private bool Because(string? reason)
    {
        _reason = reason;
        return false;
    }
}
