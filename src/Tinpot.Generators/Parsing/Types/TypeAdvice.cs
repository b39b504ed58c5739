using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Alternatives to a type that cannot be converted to or from JSON.</summary>
internal static class TypeAdvice
{
    private const string Content = "use byte[] for small content, or a path";
    private const string Result = "return the value itself";

    public static string For(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol => "use JsonElement for any JSON",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } or IPointerTypeSymbol or IFunctionPointerTypeSymbol => "use an integer of a fixed size",
        { IsTupleType: true } => "use a record",
        IArrayTypeSymbol => "use an array of arrays",
        { TypeKind: TypeKind.Delegate } => "a delegate is code; take data as parameters, and choose the code in the action",
        ITypeParameterSymbol => "use a concrete type",
        _ => OfRequest(type) ?? ByName(type),
    };

    /// <summary>JSON as the framework has it, and what belongs to a request: some of it would pass for lists, dictionaries and records.</summary>
    public static bool IsForeign(ITypeSymbol type) => IsJsonTree(type) || OfRequest(type) is not null;

    private static bool IsJsonTree(ITypeSymbol type) =>
        type.Is("System.Text.Json.JsonDocument") || type.ContainingNamespace?.ToDisplayString() is "System.Text.Json.Nodes";

    /// <summary>Alternatives to types of ASP.NET Core endpoints.</summary>
    private static string? OfRequest(ITypeSymbol type) => type.Name switch
    {
        "IFormFile" or "FormFile" or "IFormFileCollection" or "IFormCollection" when type.IsOfAspNet() => Content,
        "HttpContext" or "HttpRequest" or "HttpResponse" when type.IsOfAspNet() => "an action has no HTTP request; take the values as parameters",
        "IResult" or "IActionResult" or "ActionResult" when type.IsOfAspNet() => Result,
        _ when type.IsOfAspNet() && (type.Implements("Microsoft.AspNetCore.Http.IResult") || type.Implements("Microsoft.AspNetCore.Mvc.IActionResult")) => Result,
        _ => null,
    };

    private static string ByName(ITypeSymbol type) => type.MetadataName() switch
    {
        "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" or "System.Numerics.Complex"
            or "System.Runtime.InteropServices.NFloat" => "use long, decimal or string",
        KnownNames.AsyncEnumerable => "only a whole result can be streamed; use a list",
        "System.Memory" or "System.ReadOnlyMemory" or "System.ArraySegment" => "use an array",
        "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" => "use the value itself",
        _ when IsJsonTree(type) => "use JsonElement for any JSON",
        "System.IO.Pipelines.PipeReader" => Content,
        "System.IO.FileSystemInfo" or "System.IO.FileInfo" or "System.IO.DirectoryInfo" => "use a string for its path",
        "System.Security.Claims.ClaimsPrincipal" or "System.Security.Principal.IPrincipal" or "System.Security.Principal.IIdentity" =>
            "take an ActionExecution, whose RequestedBy is the user",
        "System.IO.TextReader" or "System.IO.StreamReader" => "use string",
        _ when IsStream(type) => Content,
        _ => "use a scalar, an enum, a list, a dictionary with string keys, or a record of these",
    };

    private static bool IsStream(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is("System.IO.Stream"))
                return true;
        }
        return false;
    }
}
