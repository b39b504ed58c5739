using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary>What a schema says of a text is what the attribute of the framework says that the schema was made of.</summary>
public sealed class AnnotationParityTests
{
    private static readonly (string Name, ValidationAttribute Attribute, string Schema)[] Rules =
    [
        ("Required", new RequiredAttribute(), """{"type":"string","x-not-blank":true}"""),
        ("Required, AllowEmptyStrings", new RequiredAttribute { AllowEmptyStrings = true }, """{"type":"string"}"""),
        ("DeniedValues", new DeniedValuesAttribute("root", "", "a\"b"), """{"type":"string","not":{"enum":["root","","a\"b"]}}"""),
        ("AllowedValues", new AllowedValuesAttribute("root", "", "a\"b"), """{"type":"string","enum":["root","","a\"b"]}"""),
        ("Base64String", new Base64StringAttribute(), """{"type":"string","format":"base64"}"""),
        ("Phone", new PhoneAttribute(), """{"type":"string","format":"phone"}"""),
        ("CreditCard", new CreditCardAttribute(), """{"type":"string","format":"credit-card"}"""),
        ("FileExtensions", new FileExtensionsAttribute(), """{"type":"string","x-extensions":["png","jpg","jpeg","gif"]}"""),
        ("FileExtensions, own", new FileExtensionsAttribute { Extensions = ".TXT, k" }, """{"type":"string","x-extensions":["txt","k"]}"""),
    ];

    private static readonly string[] Texts =
    [
        "", " ", "\t\r\n", "\u0085", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff", "\u180e", "a", " a ", "root", "Root", "root ", "a\"b",
        "=", "====", "aGVsbG8=", "aGVsbG8", "aGVs bG8=", "aGVs\nbG8=", " aGVsbG8= ", "aGVsbG8==", "a-_b", "AAAA", "AAA=AAAA", "é",
        "+49 30 901820", "+", "123", "(030) 90-18.20", "1x2", "1 x 2", "12 ext. 34", "12 EXT 34", "ext 34", "12 ext", "12 extension 3", "12x", "x", "١٢٣", "1/2", "12 ",
        "4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111112", "0", "00", "18", "-", "4111 1111 1111 111a", "٤",
        "a.png", "a.PNG", ".png", "png", "a.png ", "a.png.exe", "a.exe.Png", "dir.png/a", "dir/a.jpeg", "a.", ".", "a.txt", "a.TXT", "a.k", "a.\u212a", "a.K", "a.tXt", "a.gİf", "a.gıf", "a\n.png", "a.png\n",
    ];

    public static TheoryData<string> Names => [.. Rules.Select(static r => r.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_text_passes_where_the_attribute_lets_it_pass(string name)
    {
        var (_, attribute, schema) = Rules.Single(r => r.Name == name);

        Assert.All(Texts, text => Assert.Equal(attribute.IsValid(text), Formats.Check(schema, JsonSerializer.Serialize(text)).Count == 0));
        // A table in which all pass, or none, proves nothing
        Assert.Contains(Texts, text => attribute.IsValid(text));
        if (!name.Contains("Empty", StringComparison.Ordinal)) Assert.Contains(Texts, text => !attribute.IsValid(text));
    }

    [Theory]
    [InlineData("integer", "int32", 1, 2, 3)]
    [InlineData("number", "double", 1.0, 2.5, 2.0)]
    public void A_number_is_denied_by_its_value(string type, string format, object denied, object also, object fine)
    {
        var attribute = new DeniedValuesAttribute(denied, also);
        var schema = $$$"""{"type":"{{{type}}}","format":"{{{format}}}","not":{"enum":[{{{JsonSerializer.Serialize(denied)}}},{{{JsonSerializer.Serialize(also)}}}]}}""";

        foreach (var value in new[] { denied, also, fine })
            Assert.Equal(attribute.IsValid(value), Formats.Check(schema, JsonSerializer.Serialize(value)).Count == 0);
    }

    [Theory]
    [InlineData("""{"type":"string","x-not-blank":true}""", "\" \"", "$: Must not be empty or only blanks.")]
    [InlineData("""{"type":"string","not":{"enum":["root"]}}""", "\"r\\u006fot\"", "$: Must not be root.")]
    [InlineData("""{"type":"string","not":{"enum":["","root"]}}""", "\"\"", "$: Must be none of: the empty text, root.")]
    [InlineData("""{"type":"integer","not":{"enum":[0]}}""", "0", "$: Must not be 0.")]
    [InlineData("""{"type":"number","format":"decimal","not":{"enum":[1.0]}}""", "1", "$: Must not be 1.0.")]
    [InlineData("""{"type":"string","x-extensions":["png"]}""", "\"a\"", "$: Must be the name of a file that ends with .png.")]
    [InlineData("""{"type":"string","x-extensions":["png","jpg"]}""", "\"a\"", "$: Must be the name of a file that ends with one of: .png, .jpg.")]
    [InlineData("""{"type":"string","format":"phone"}""", "\"a\"", "$: Must be a telephone number such as +49 30 901820.")]
    [InlineData("""{"type":"string","format":"credit-card"}""", "\"1\"", "$: Must be the number of a credit card such as 4111 1111 1111 1111.")]
    [InlineData("""{"type":"string","format":"base64"}""", "\"a\"", "$: Must be base64, padded, such as aGVsbG8=.")]
    [InlineData("""{"type":["string","null"],"not":{"enum":["root"]}}""", "null")]
    public void An_error_says_what_is_right(string schema, string json, params string[] errors) =>
        Assert.Equal(errors, Formats.Check(schema, json).Select(static e => $"{e.Path}: {e.Message}"));

    /// <summary>Where others read the public schema, its patterns must judge as the host does.</summary>
    [Theory]
    [InlineData("""{"type":"string","x-not-blank":true}""")]
    [InlineData("""{"type":"string","x-extensions":["txt","k","c++"]}""")]
    public void The_public_pattern_says_the_same(string schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Tinpot.Schemas.Schema.Parse(System.Text.Encoding.UTF8.GetBytes(schema)).WriteTo(writer);
        var pattern = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("pattern").GetString()!;
        // The end of the text, in the dialect of .NET
        var own = new System.Text.RegularExpressions.Regex(pattern.Replace("$", "\\z", StringComparison.Ordinal));

        Assert.All([.. Texts.Where(static t => !t.Contains('\u212a')), "a.c++", "a.C++"], text =>
            Assert.Equal(Formats.Check(schema, JsonSerializer.Serialize(text)).Count == 0, own.IsMatch(text)));
    }
}
