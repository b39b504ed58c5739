using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Diagnostics;

/// <summary>TPT000 and TPT09x: what the generator itself reports, since it has no place in source.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor LanguageVersion = Error(
        DiagnosticIds.LanguageVersion, Internal,
        "Language version below C# 14",
        "Tinpot emits nothing for this project: it needs C# 14 or later, and this is C# {0}; remove <LangVersion> or set it to 14, and use the .NET 10 SDK or later");

    public static readonly DiagnosticDescriptor InternalFault = Warning(
        DiagnosticIds.InternalFault, Internal,
        "Internal error of the generator",
        "Tinpot's generator failed, and part of the generated code is missing; please report this: {0}");
}
