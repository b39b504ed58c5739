namespace Tinpot.Host.Tests.Binding.Types;

public enum TypeLight
{
    Idle,
    InUse,
    Light3,
}
