using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Tinpot.Generators.Analyzers;

/// <summary>Follows values through the text and the locals of one body.</summary>
/// <remarks>
/// Text that is put together of a value carries it, and so do the members of <see cref="string"/>. Every other method may
/// have made it harmless and ends the way, as do fields and properties that are set: what is reported is to be certain.
/// Order is not looked at: a local that ever holds the value holds it.
/// </remarks>
internal sealed class ValueFlow
{
    private readonly Func<IOperation, bool> _isSource;
    private readonly Dictionary<ILocalSymbol, IOperation> _locals = new(SymbolEqualityComparer.Default);

    /// <param name="body">Every operation of the body.</param>
    /// <param name="isSource">Brings the value in.</param>
    public ValueFlow(IReadOnlyList<IOperation> body, Func<IOperation, bool> isSource)
    {
        _isSource = isSource;
        // A loop may carry a value up again: until there is nothing new
        while (body.Any(Keeps))
        {
        }
    }

    /// <summary>The part of an expression that carries the value; null when none does.</summary>
    public IOperation? Carrier(IOperation? value) => value switch
    {
        null => null,
        _ when _isSource(value) => value,
        ILocalReferenceOperation local => _locals.ContainsKey(local.Local) ? local : null,
        IConversionOperation conversion => Carrier(conversion.Operand),
        IParenthesizedOperation parenthesized => Carrier(parenthesized.Operand),
        IArgumentOperation argument => Carrier(argument.Value),
        IInterpolatedStringOperation text => First(text.Parts),
        IInterpolationOperation part => Carrier(part.Expression),
        IInterpolatedStringHandlerCreationOperation handler => Carrier(handler.Content),
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation append } => First(append.Arguments),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Carrier(sum.LeftOperand) ?? Carrier(sum.RightOperand),
        IConditionalOperation conditional => Carrier(conditional.WhenTrue) ?? Carrier(conditional.WhenFalse),
        ICoalesceOperation coalesce => Carrier(coalesce.Value) ?? Carrier(coalesce.WhenNull),
        ISwitchExpressionOperation choice => First(choice.Arms.Select(static a => a.Value)),
        IArrayCreationOperation { Initializer: { } items } => First(items.ElementValues),
        ICollectionExpressionOperation items => First(items.Elements),
        ISpreadOperation spread => Carrier(spread.Operand),
        IArrayElementReferenceOperation element => Carrier(element.ArrayReference),
        IConditionalAccessOperation access => IsText(access.Type) ? Carrier(access.Operation) : null,
        IPropertyReferenceOperation member => IsText(member.Type) ? Carrier(member.Instance) : null,
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call when IsText(call.Type) =>
            Carrier(call.Instance) ?? First(call.Arguments),
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.Length: 0 } } call => Carrier(call.Instance),
        _ => null,
    };

    /// <summary>Where what a carrier carries came in.</summary>
    public IOperation Source(IOperation carrier) => carrier is ILocalReferenceOperation local && _locals.TryGetValue(local.Local, out IOperation? source) ? source : carrier;

    /// <summary>A value of the type can hold any text; a number, a date or an enum cannot.</summary>
    public static bool IsText(ITypeSymbol? type) =>
        type is not null and not { TypeKind: TypeKind.Enum }
        && (type.SpecialType is SpecialType.System_String or SpecialType.System_Object || (type.SpecialType is SpecialType.None && !type.IsValueType));

    private IOperation? First(IEnumerable<IOperation> values) => values.Select(Carrier).FirstOrDefault(static c => c is not null);

    private bool Keeps(IOperation operation)
    {
        (ILocalSymbol? local, IOperation? value) = operation switch
        {
            IVariableDeclaratorOperation declarator => (declarator.Symbol, declarator.GetVariableInitializer()?.Value),
            IAssignmentOperation { Target: ILocalReferenceOperation target } assignment => (target.Local, assignment.Value),
            IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation item } loop => (item.Symbol, loop.Collection),
            _ => (null, null),
        };
        if (local is null || _locals.ContainsKey(local) || Carrier(value) is not { } carrier)
            return false;
        _locals.Add(local, Source(carrier));
        return true;
    }
}
