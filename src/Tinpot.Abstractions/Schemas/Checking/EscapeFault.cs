namespace Tinpot.Schemas.Checking;

/// <summary>Errors in the escapes of a JSON string.</summary>
internal enum EscapeFault
{
    None,
    Nul,
    HalfPair,
}
