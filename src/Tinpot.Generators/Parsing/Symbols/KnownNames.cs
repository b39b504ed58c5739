namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Metadata names of what the generator recognises.</summary>
internal static class KnownNames
{
    public const string Action = "Tinpot.ActionAttribute";
    public const string ActionGroup = "Tinpot.ActionGroupAttribute";
    public const string MaxConcurrent = "Tinpot.MaxConcurrentAttribute";
    public const string ActionReference = "Tinpot.ActionReferenceAttribute";
    public const string ActionServices = "Tinpot.ActionServicesAttribute";
    public const string UseActions = "Tinpot.UseActionsAttribute";
    public const string ActionCatalog = "Tinpot.Runtime.ActionCatalogAttribute";

    /// <summary>The catalog that is generated for a program.</summary>
    public const string ProgramCatalog = "Tinpot.Generated.ActionCatalog";
    public const string Host = "Tinpot.TinpotHost";
    public const string AbstractionsAssembly = "Tinpot.Abstractions";

    public const string Execution = "Tinpot.ActionExecution";
    public const string Token = "System.Threading.CancellationToken";
    public const string Logger = "Microsoft.Extensions.Logging.ILogger";
    public const string Progress = "System.IProgress";
    public const string Shell = "Tinpot.Shell";
    public const string Secret = "Tinpot.Secret";
    public const string FromServices = "FromServicesAttribute";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string PreferredConstructor = "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";
    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";

    public const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";

    private const string Json = "System.Text.Json.Serialization.";
    public const string JsonPropertyName = Json + "JsonPropertyNameAttribute";
    public const string JsonInclude = Json + "JsonIncludeAttribute";
    public const string JsonRequired = Json + "JsonRequiredAttribute";
    public const string JsonIgnore = Json + "JsonIgnoreAttribute";
    public const string JsonObjectCreation = Json + "JsonObjectCreationHandlingAttribute";
    public const string JsonUnmappedMember = Json + "JsonUnmappedMemberHandlingAttribute";
    public const string JsonConstructor = Json + "JsonConstructorAttribute";
    public const string JsonConverter = Json + "JsonConverterAttribute";
    public const string JsonPolymorphic = Json + "JsonPolymorphicAttribute";
    public const string JsonDerivedType = Json + "JsonDerivedTypeAttribute";
    public const string JsonNumberHandling = Json + "JsonNumberHandlingAttribute";
    public const string JsonExtensionData = Json + "JsonExtensionDataAttribute";
    public const string JsonContext = Json + "JsonSerializerContext";
    public const string JsonSerializable = Json + "JsonSerializableAttribute";
    public const string JsonPropertyOrder = Json + "JsonPropertyOrderAttribute";
    public const string JsonMemberName = Json + "JsonStringEnumMemberNameAttribute";

    public const string Obsolete = "System.ObsoleteAttribute";
    public const string DataMember = "System.Runtime.Serialization.DataMemberAttribute";
    public const string EnumMember = "System.Runtime.Serialization.EnumMemberAttribute";
    public const string DefaultValue = "System.ComponentModel.DefaultValueAttribute";
    public const string DisplayName = "System.ComponentModel.DisplayNameAttribute";
    public const string Browsable = "System.ComponentModel.BrowsableAttribute";
    public const string PasswordPropertyText = "System.ComponentModel.PasswordPropertyTextAttribute";
    public const string TypeConverter = "System.ComponentModel.TypeConverterAttribute";
    public const string ReadOnly = "System.ComponentModel.ReadOnlyAttribute";
    public const string Editable = "System.ComponentModel.DataAnnotations.EditableAttribute";
    public const string ScaffoldColumn = "System.ComponentModel.DataAnnotations.ScaffoldColumnAttribute";
    public const string Description = "System.ComponentModel.DescriptionAttribute";

    private const string Annotations = "System.ComponentModel.DataAnnotations.";
    public const string Display = Annotations + "DisplayAttribute";
    public const string Range = Annotations + "RangeAttribute";
    public const string StringLength = Annotations + "StringLengthAttribute";
    public const string MinLength = Annotations + "MinLengthAttribute";
    public const string MaxLength = Annotations + "MaxLengthAttribute";
    public const string Length = Annotations + "LengthAttribute";
    public const string RegularExpression = Annotations + "RegularExpressionAttribute";
    public const string AllowedValues = Annotations + "AllowedValuesAttribute";
    public const string DeniedValues = Annotations + "DeniedValuesAttribute";
    public const string Required = Annotations + "RequiredAttribute";
    public const string Base64String = Annotations + "Base64StringAttribute";
    public const string Phone = Annotations + "PhoneAttribute";
    public const string CreditCard = Annotations + "CreditCardAttribute";
    public const string FileExtensions = Annotations + "FileExtensionsAttribute";
    public const string Validatable = Annotations + "IValidatableObject";
    public const string Validation = Annotations + "ValidationAttribute";
    public const string EmailAddress = Annotations + "EmailAddressAttribute";
    public const string Url = Annotations + "UrlAttribute";
    public const string DataType = Annotations + "DataTypeAttribute";
}
