using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints how values are read: straight from UTF-8 JSON into typed locals. The value was checked before.</summary>
internal sealed class ReaderEmitter(SourceWriter writer, ObjectDefinitions types)
{
    private readonly TypeMethods _methods = new("Read");

    /// <summary>An expression that reads the value the reader stands on.</summary>
    public string Expression(TypeModel type)
    {
        string value = type switch
        {
            ScalarModel scalar => $"{RuntimeNames.ValueReader}.Read{scalar.Reader}(ref reader)",
            ParsableModel => $"{RuntimeNames.ParsedValue}.Read<{type.Name}>(ref reader)",
            ContractModel contract => $"global::System.Text.Json.JsonSerializer.Deserialize(ref reader, {contract.Access})!",
            SecretModel secret => $"new {secret.Name}({Expression(secret.Value)})",
            _ => $"{_methods.NameOf(type)}(ref reader)",
        };
        return type.Nullable ? $"reader.TokenType == {RuntimeNames.Token}.Null ? default({type.FullName}) : {value}" : value;
    }

    /// <summary>Prints the loop over the members of an object; the reader stands on its start.</summary>
    public void Members(IEnumerable<(string JsonName, string Assignment)> members)
    {
        (string JsonName, string Assignment)[] all = [.. members];
        // NUL ends each name; a name with NUL in it is refused before it is read
        string names = string.Concat(all.Select(static m => m.JsonName.Replace('\0', '\uffff') + "\0"));
        writer.Line($"var members = new {RuntimeNames.Runtime}MemberNames({Literal(names)});");
        using (writer.Braces($"while (reader.Read() && reader.TokenType == {RuntimeNames.Token}.PropertyName)"))
        {
            writer.Line("int member = members.IndexOf(in reader);");
            writer.Line("reader.Read();");
            using (writer.Braces("switch (member)"))
            {
                for (int i = 0; i < all.Length; i++)
                    writer.Line($"case {i}: {all[i].Assignment} break;");
                writer.Line("default: reader.Skip(); break;");
            }
        }
    }

    /// <summary>Prints the methods that the expressions so far need.</summary>
    public void Methods()
    {
        while (_methods.TryNext(out TypeModel type, out string name))
        {
            writer.Line();
            using (writer.Braces($"private static {type.Name} {name}(ref {RuntimeNames.Reader} reader)"))
            {
                switch (type)
                {
                    case EnumModel enumeration:
                        Enum(enumeration);
                        break;
                    case SequenceModel sequence:
                        Sequence(sequence);
                        break;
                    case DictionaryModel dictionary:
                        Dictionary(dictionary);
                        break;
                    case ObjectModel record:
                        new ObjectReaderEmitter(writer, this).Body(types[record]);
                        break;
                }
            }
        }
    }

    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true) + "u8";

    private void Enum(EnumModel type)
    {
        // A result may hold a value without a name, which is written as its number
        string unnamed = $"({type.Name}){RuntimeNames.ValueReader}.ReadUnnamed<{type.Underlying}>(ref reader, \"{type.Name.Replace("global::", "")}\")";
        if (!type.Flags)
        {
            foreach (EnumMemberModel member in type.Members)
                writer.Line($"if (reader.ValueTextEquals({Literal(member.JsonName)})) return {member.Code};");
            writer.Line($"return {unnamed};");
            return;
        }
        writer.Line($"{type.Name} value = default;");
        using (writer.Braces($"while (reader.Read() && reader.TokenType != {RuntimeNames.Token}.EndArray)"))
        {
            foreach (EnumMemberModel member in type.Members)
                writer.Line($"if (reader.ValueTextEquals({Literal(member.JsonName)})) {{ value |= {member.Code}; continue; }}");
            writer.Line($"value |= {unnamed};");
        }
        writer.Line("return value;");
    }

    private void Sequence(SequenceModel type)
    {
        writer.Line($"var items = new {RuntimeNames.Runtime}ItemBuffer<{type.Item.FullName}>();");
        writer.Line($"while (reader.Read() && reader.TokenType != {RuntimeNames.Token}.EndArray)");
        writer.Line($"    items.Add({Expression(type.Item)});");
        writer.Line($"return {type.Make};");
    }

    private void Dictionary(DictionaryModel type)
    {
        writer.Line($"var items = new {RuntimeNames.Runtime}EntryBuffer<{type.Value.FullName}>();");
        using (writer.Braces($"while (reader.Read() && reader.TokenType == {RuntimeNames.Token}.PropertyName)"))
        {
            writer.Line("string key = reader.GetString()!;");
            writer.Line("reader.Read();");
            writer.Line($"items.Add(key, {Expression(type.Value)});");
        }
        writer.Line($"return {type.Make};");
    }
}
