namespace Tinpot.Workers.Child;

/// <summary>Whose a thread is.</summary>
internal enum ThreadKind
{
    Own,
    Pool,
    Runtime,
}
