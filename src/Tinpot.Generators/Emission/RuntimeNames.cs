namespace Tinpot.Generators.Emission;

/// <summary>Names of the runtime that generated code uses.</summary>
internal static class RuntimeNames
{
    /// <summary>Begins the name of the property that has an action's descriptor.</summary>
    public const string Descriptor = "Descriptor_";

    public const string Writer = "global::System.Text.Json.Utf8JsonWriter";
    public const string Reader = "global::System.Text.Json.Utf8JsonReader";
    public const string Token = "global::System.Text.Json.JsonTokenType";
    public const string Invocation = "global::Tinpot.Runtime.ActionInvocation";
    public const string ValueReader = "global::Tinpot.Runtime.ValueReader";
    public const string ValueWriter = "global::Tinpot.Runtime.ValueWriter";
    public const string ParsedValue = "global::Tinpot.Runtime.ParsedValue";
    public const string ContractValue = "global::Tinpot.Runtime.ContractValue";
    public const string CallFrame = "global::Tinpot.Runtime.CallFrame";
    public const string Runtime = "global::Tinpot.Runtime.";
    public const string Bytes = "global::System.ReadOnlySpan<byte>";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string Generic = "global::System.Collections.Generic.";
    public const string Services = "global::Microsoft.Extensions.DependencyInjection.";
}
