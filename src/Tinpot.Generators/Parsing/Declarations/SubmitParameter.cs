using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using static System.FormattableString;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Declares a parameter as its action does, so that the method that submits is called like the action.</summary>
internal static class SubmitParameter
{
    private const string Interop = "global::System.Runtime.InteropServices.";
    private const string Services = "global::System.Runtime.CompilerServices.";

    /// <param name="typeName">Fully qualified C# type.</param>
    /// <param name="initial">What it has when a caller leaves it out; null when it must be given.</param>
    public static string Declare(IParameterSymbol parameter, string typeName, DefaultModel? initial)
    {
        string declared = $"{typeName} {parameter.Name.Escaped()}";
        if (parameter.IsParams)
            return "params " + declared;
        if (initial is null || !parameter.IsOptional)
            return declared;
        string caller = string.Concat(parameter.GetAttributes().Select(CallerInfo));
        return NeedsAttribute(parameter)
            ? $"[{Interop}Optional{Value(parameter, initial)}] {caller}{declared}"
            : $"{caller}{declared} = {initial.Code}";
    }

    /// <summary>A default in the usual form is a constant of the language, and nothing that must be given stands behind it.</summary>
    private static bool NeedsAttribute(IParameterSymbol parameter) =>
        Constant(parameter) is DateTime
        || (parameter.ContainingSymbol is IMethodSymbol method
            && method.Parameters.Skip(parameter.Ordinal + 1).Any(static p => p is { IsOptional: false, IsParams: false }));

    private static string Value(IParameterSymbol parameter, DefaultModel initial) => Constant(parameter) switch
    {
        null => "",
        DateTime time => Invariant($", {Services}DateTimeConstant({time.Ticks}L)"),
        decimal number => Bits(number),
        _ => $", {Interop}DefaultParameterValue({initial.Code})",
    };

    private static string Bits(decimal number)
    {
        int[] bits = decimal.GetBits(number);
        return Invariant(
            $", {Services}DecimalConstant({(bits[3] >> 16) & 0xFF}, {(bits[3] < 0 ? 128 : 0)}, {unchecked((uint)bits[2])}U, {unchecked((uint)bits[1])}U, {unchecked((uint)bits[0])}U)");
    }

    private static object? Constant(IParameterSymbol parameter) => parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;

    /// <summary>Caller information attributes are passed on to this method.</summary>
    private static string CallerInfo(AttributeData attribute) => attribute.AttributeClass?.MetadataName() switch
    {
        "System.Runtime.CompilerServices.CallerMemberNameAttribute" => $"[{Services}CallerMemberName] ",
        "System.Runtime.CompilerServices.CallerFilePathAttribute" => $"[{Services}CallerFilePath] ",
        "System.Runtime.CompilerServices.CallerLineNumberAttribute" => $"[{Services}CallerLineNumber] ",
        "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute" when attribute.Positional(0) is string name =>
            $"[{Services}CallerArgumentExpression({SymbolDisplay.FormatLiteral(name, quote: true)})] ",
        _ => "",
    };
}
