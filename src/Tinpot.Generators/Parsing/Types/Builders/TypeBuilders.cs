namespace Tinpot.Generators.Parsing.Types.Builders;

/// <summary>Every kind of type that can be a parameter, a result or a part of one. The order decides between two builders that take a type.</summary>
internal static class TypeBuilders
{
    public static readonly TypeBuilder[] InOrder =
    [
        new(NullableBuilder.TryBuild),
        // What generated code cannot name, no other builder can build
        new(UnusableBuilder.TryBuild),
        new(ScalarBuilder.TryBuild),
        new(EnumBuilder.TryBuild),
        // Framework types with better alternatives; some of them are collections or can be parsed
        new(ForeignBuilder.TryBuild, OrContract: true),
        new(SecretBuilder.TryBuild, OrContract: true),
        // Before collections: a type that parses text is text, whatever it enumerates
        new(ParsableBuilder.TryBuild),
        // Before lists: a dictionary enumerates its entries
        new(DictionaryBuilder.TryBuild, OrContract: true),
        new(SequenceBuilder.TryBuild, OrContract: true),
        new(ObjectBuilder.TryBuild, OrContract: true),
    ];
}
