using Tinpot.Tests.Layers;

namespace Tinpot.Abstractions.Tests.Layers;

/// <summary>
/// The rooms of the library. What authors write is in its own folder, and depends on schemas only; what it needs to run is in
/// <c>Runtime</c>, below it.
/// </summary>
internal static class Rooms
{
    public static readonly LayerMap Map = new("Tinpot.Abstractions", "Tinpot",
    [
        ["Schemas/Text"],
        ["Schemas"],
        ["Schemas/Checking"],
        [""],
        ["Runtime/Values"],
        ["Runtime"],
        ["Runtime/Shells", "Runtime/Catalog"],
    ],
    [
        "Runtime/ActionExecution.cs",
        "Runtime/Catalog/ActionCatalogAttribute.cs", "Runtime/Catalog/ActionDescriptor.Parsing.cs", "Runtime/Catalog/ActionDescriptor.cs", "Runtime/Catalog/CompiledCatalog.cs", "Runtime/Catalog/ConcurrencyLimit.cs", "Runtime/Catalog/IActionCatalog.cs", "Runtime/Catalog/JoinedCatalog.cs", "Runtime/Catalog/ProgramCatalogAttribute.cs", "Runtime/Catalog/SourceLocation.cs",
        "Runtime/Shells/Shell.cs",
        "Runtime/Values/ContractValue.cs", "Runtime/Values/EntryBuffer.cs", "Runtime/Values/ItemBuffer.cs", "Runtime/Values/MemberNames.cs", "Runtime/Values/ParsedValue.cs", "Runtime/Values/ValueReader.Numbers.cs", "Runtime/Values/ValueReader.Times.cs", "Runtime/Values/ValueReader.cs", "Runtime/Values/ValueWriter.Numbers.cs", "Runtime/Values/ValueWriter.cs",
        "Schemas/Checking/SchemaChecker.cs",
    ]);
}
