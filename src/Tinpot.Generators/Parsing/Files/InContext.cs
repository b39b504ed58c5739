using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>
/// Something of a file, with all that its meaning depends on. Equal when both are, whatever compilation they come from, so
/// that a step behind it runs when the answer may be another and not at every keystroke.
/// </summary>
/// <remarks>The compilation is held weakly: a step that kept its answer would keep an old compilation with it.</remarks>
internal sealed class InContext<T>(T subject, CompilationShape shape, WeakReference<Compilation> compilation) : IEquatable<InContext<T>>
    where T : IEquatable<T>
{
    public T Subject => subject;

    private CompilationShape Shape => shape;

    /// <summary>The compilation; only to be asked for by the step that gets this as something new.</summary>
    public Compilation Compilation => compilation.TryGetTarget(out Compilation? alive)
        ? alive
        : throw new InvalidOperationException("An answer that was kept was asked for again.");

    public bool Equals(InContext<T>? other) => other is not null && subject.Equals(other.Subject) && shape.Equals(other.Shape);

    public override bool Equals(object? obj) => Equals(obj as InContext<T>);

    public override int GetHashCode() => subject.GetHashCode();
}
