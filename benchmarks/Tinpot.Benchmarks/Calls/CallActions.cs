using System.Runtime.CompilerServices;

namespace Tinpot.Benchmarks.Calls;

/// <summary>What is called, and each once more as a method that is no action. None is inlined, so that a call is a call.</summary>
public static class CallActions
{
    private static readonly Task<int> Done = Task.FromResult(1);

    [Action, MethodImpl(MethodImplOptions.NoInlining)]
    public static void Nothing(int number)
    {
    }

    [Action, MethodImpl(MethodImplOptions.NoInlining)]
    public static int Value(int number) => number;

    [Action, MethodImpl(MethodImplOptions.NoInlining)]
    public static Task<int> LaterAsync(int number) => Done;

    [Action, MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask<int> QuickAsync(int number) => new(number);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void BareNothing(int number)
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int BareValue(int number) => number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Task<int> BareLaterAsync(int number) => Done;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ValueTask<int> BareQuickAsync(int number) => new(number);
}
