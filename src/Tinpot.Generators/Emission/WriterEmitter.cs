using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints how values are written. Secrets are masked; a null where none was promised is still written as null.</summary>
/// <param name="masked">When given, secrets are written in clear, and this prints everything that holds none.</param>
internal sealed class WriterEmitter(SourceWriter writer, ObjectDefinitions types, WriterEmitter? masked = null)
{
    private readonly TypeMethods _methods = new(masked is null ? "Write" : "Reveal");

    /// <summary>A statement that writes the value of an expression.</summary>
    public string Statement(TypeModel type, string expression)
    {
        if (masked is not null && !Secrecy.Holds(type, types))
            return masked.Statement(type, expression);
        if (type is SecretModel secret)
            return Guarded(expression, masked is null ? "writer.WriteStringValue(\"***\"u8);" : $"{{ {Statement(secret.Value, expression + ".Reveal()")} }}", type);
        if (type is { Nullable: true, IsValueType: true })
            return $"if ({expression} is {{ }} some) {Plain(type, "some")} else writer.WriteNullValue();";
        return Plain(type, expression);
    }

    /// <summary>Prints the methods that the statements so far need.</summary>
    public void Methods()
    {
        while (_methods.TryNext(out TypeModel type, out string name))
        {
            writer.Line();
            string parameter = type.IsValueType ? type.Name : type.Name + "?";
            using (writer.Braces($"private static void {name}({RuntimeNames.Writer} writer, {parameter} value)"))
            {
                if (!type.IsValueType)
                    writer.Line("if (value is null) { writer.WriteNullValue(); return; }");
                Body(type);
            }
        }
    }

    /// <summary>Prints an object of named values.</summary>
    public void Members(IEnumerable<(string JsonName, TypeModel Type, string Expression)> members)
    {
        writer.Line($"{RuntimeNames.ValueWriter}.StartObject(writer);");
        foreach ((string name, TypeModel type, string expression) in members)
            Member(name, type, expression);
        writer.Line("writer.WriteEndObject();");
    }

    private void Member(string name, TypeModel type, string expression)
    {
        writer.Line($"writer.WritePropertyName({ReaderEmitter.Literal(name)});");
        // In braces: the pattern variable of a nullable value must not meet that of the next
        writer.Line(type is { Nullable: true, IsValueType: true } ? $"{{ {Statement(type, expression)} }}" : Statement(type, expression));
    }

    private void Member(MemberModel member)
    {
        string expression = "value." + member.Name;
        string? condition = member.Omission switch
        {
            Omission.Null when !member.Type.IsValueType || member.Type.Nullable => $"{expression} is not null",
            Omission.Default => $"!{RuntimeNames.Generic}EqualityComparer<{member.Type.FullName}>.Default.Equals({expression}, default!)",
            _ => null,
        };
        if (condition is null)
        {
            Member(member.JsonName, member.Type, expression);
            return;
        }
        using (writer.Braces($"if ({condition})"))
            Member(member.JsonName, member.Type, expression);
    }

    private string Plain(TypeModel type, string expression) => type switch
    {
        ScalarModel => $"{RuntimeNames.ValueWriter}.Write(writer, {expression});",
        ParsableModel => $"{RuntimeNames.ParsedValue}.Write(writer, {expression});",
        ContractModel contract => $"{RuntimeNames.ContractValue}.Write(writer, {expression}, {contract.Access});",
        _ => $"{_methods.NameOf(type)}(writer, {expression});",
    };

    private static string Guarded(string expression, string statement, TypeModel type) =>
        type is { IsValueType: true, Nullable: false } ? statement : $"if ({expression} is null) writer.WriteNullValue(); else {statement}";

    private void Body(TypeModel type)
    {
        switch (type)
        {
            case EnumModel enumeration:
                Enum(enumeration);
                break;
            case SequenceModel sequence:
                // The default of an immutable array is not an array
                if (sequence is { IsValueType: true, Make.Length: > 0 })
                    writer.Line("if (value.IsDefault) value = [];");
                writer.Line($"{RuntimeNames.ValueWriter}.StartArray(writer);");
                using (writer.Braces(ForEach(sequence.Item.FullName, sequence.Make)))
                    writer.Line(Statement(sequence.Item, "item"));
                writer.Line("writer.WriteEndArray();");
                break;
            case DictionaryModel dictionary:
                writer.Line($"{RuntimeNames.ValueWriter}.StartObject(writer);");
                using (writer.Braces(ForEach($"{RuntimeNames.Generic}KeyValuePair<string, {dictionary.Value.FullName}>", dictionary.Make)))
                {
                    writer.Line("writer.WritePropertyName(item.Key);");
                    writer.Line(Statement(dictionary.Value, "item.Value"));
                }
                writer.Line("writer.WriteEndObject();");
                break;
            case ObjectModel record:
                writer.Line($"{RuntimeNames.ValueWriter}.StartObject(writer);");
                foreach (MemberModel member in types[record].Members.Where(static m => m.Omission is not Omission.Always))
                    Member(member);
                writer.Line("writer.WriteEndObject();");
                break;
        }
    }

    /// <summary>The items of an author's own list type can have any type.</summary>
    private static string ForEach(string item, string make) =>
        $"foreach (var item in {(make.Length > 0 ? "value" : $"({RuntimeNames.Generic}IEnumerable<{item}>)value")})";

    private void Enum(EnumModel type)
    {
        string number = $"(({type.Underlying})value).ToString(global::System.Globalization.CultureInfo.InvariantCulture)";
        if (!type.Flags)
        {
            using (writer.Braces("switch (value)"))
            {
                HashSet<ulong> written = [];
                foreach (EnumMemberModel member in type.Members.Where(m => written.Add(m.Value)))
                    writer.Line($"case {member.Code}: writer.WriteStringValue({ReaderEmitter.Literal(member.JsonName)}); break;");
                writer.Line($"default: writer.WriteStringValue({number}); break;");
            }
            return;
        }
        writer.Line($"{RuntimeNames.ValueWriter}.StartArray(writer);");
        // Widest first, so that a named combination is written by its name
        foreach (EnumMemberModel member in type.Members.Where(static m => m.Value != 0).OrderByDescending(static m => m.Value))
        {
            writer.Line($"if ((value & {member.Code}) == {member.Code}) "
                + $"{{ writer.WriteStringValue({ReaderEmitter.Literal(member.JsonName)}); value &= ~{member.Code}; }}");
        }
        writer.Line($"if (value != 0) writer.WriteStringValue({number});");
        writer.Line("writer.WriteEndArray();");
    }
}
