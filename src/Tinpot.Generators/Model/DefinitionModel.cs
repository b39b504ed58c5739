namespace Tinpot.Generators.Model;

/// <summary>The members of an <see cref="ObjectModel"/>, once for each type.</summary>
/// <param name="Name">Fully qualified C# name, that of the references.</param>
/// <param name="View">Which of its members count.</param>
/// <param name="Title">The type's name as a schema's name, <c>PageOfServer</c>.</param>
/// <param name="Scope">Namespaces and types around it, with dots; tells types of one title apart.</param>
/// <param name="Readable">An object can be made from its members; always so in an argument.</param>
/// <param name="Arguments">Indexes into <paramref name="Members"/>, in the order of the constructor's parameters.</param>
/// <param name="Description">Of the type itself; empty when nothing was said.</param>
internal sealed record DefinitionModel(
    string Name,
    TypeView View,
    string Title,
    string Scope,
    bool IsValueType,
    bool Readable,
    EquatableArray<MemberModel> Members,
    EquatableArray<int> Arguments,
    string Description);

/// <summary>The view of a type.</summary>
internal enum TypeView
{
    /// <summary>The members that a reader sets.</summary>
    Argument,

    /// <summary>Everything that can be read from it.</summary>
    Result,
}
