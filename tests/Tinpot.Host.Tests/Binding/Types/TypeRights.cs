namespace Tinpot.Host.Tests.Binding.Types;

[Flags]
public enum TypeRights
{
    None = 0,
    Read = 1,
    Write = 2,
    IsAdmin = 4,
}
