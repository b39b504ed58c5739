namespace Tinpot.Schemas.Checking;

/// <summary>What is wrong with the escapes of a JSON string.</summary>
internal enum EscapeFault
{
    None,
    Nul,
    HalfPair,
}
