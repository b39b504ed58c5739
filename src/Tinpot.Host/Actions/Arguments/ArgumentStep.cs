namespace Tinpot.Actions.Arguments;

/// <summary>A step into a value: a member by name or an item by index.</summary>
internal readonly record struct ArgumentStep(string? Name, int Index)
{
    internal static ArgumentStep Member(string name) => new(name, -1);

    internal static ArgumentStep Item(int index) => new(null, index);
}
