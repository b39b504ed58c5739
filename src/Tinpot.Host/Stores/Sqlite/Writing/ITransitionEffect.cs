namespace Tinpot.Stores.Sqlite.Writing;

/// <summary>Something that is written with every change of state, in its transaction. What it throws undoes the change.</summary>
internal interface ITransitionEffect
{
    void Write(in WrittenTransition transition);
}
