using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Prints how an object is read: members into locals, then the constructor, the initialiser and the setters.</summary>
internal sealed class ObjectReaderEmitter(SourceWriter writer, ReaderEmitter reader)
{
    public void Body(DefinitionModel type)
    {
        MemberModel[] read = [.. type.Members.Where(static m => m.Role is not MemberRole.None)];
        foreach (MemberModel member in read)
        {
            writer.Line($"{member.Type.FullName} {Local(member)} = {Initial(member)};");
            if (IsOptional(member))
                writer.Line($"bool {Flag(member)} = false;");
        }
        reader.Members(read.Select(m => (m.JsonName,
            $"{Local(m)} = {reader.Expression(m.Type)};" + (IsOptional(m) ? $" {Flag(m)} = true;" : ""))));

        string arguments = string.Join(", ", type.Arguments.Select(i => Local(type.Members[i])));
        string[] required = [.. read.Where(static m => m.Role is MemberRole.Required).Select(static m => $"{m.Name} = {Local(m)}")];
        MemberModel[] init = [.. read.Where(static m => m.Role is MemberRole.Init)];
        string create = $"new {type.Name}({arguments})";
        if (init.Length > 0)
        {
            // An init-only property that is absent keeps what its declaration says, which only an instance knows
            string complete = string.Join(" && ", init.Select(Flag));
            writer.Line($"var initial = {complete} ? default! : {create}{Initializer(required)};");
            writer.Line($"var value = {create}{Initializer([.. required, .. init.Select(static m => $"{m.Name} = {Flag(m)} ? {Local(m)} : initial.{m.Name}")])};");
        }
        else
        {
            writer.Line($"var value = {create}{Initializer(required)};");
        }
        foreach (MemberModel member in read.Where(static m => m.Role is MemberRole.Set))
            writer.Line($"if ({Flag(member)}) value.{member.Name} = {Local(member)};");
        writer.Line("return value;");
    }

    private static string Initializer(string[] assignments) => assignments.Length == 0 ? "" : $" {{ {string.Join(", ", assignments)} }}";

    private static string Initial(MemberModel member) => member.Default?.Code ?? ReadableDefault(member.Type);

    /// <summary>The value of a local until its argument is read.</summary>
    public static string ReadableDefault(TypeModel type) => type.Nullable || type.IsValueType ? "default" : "default!";

    private static bool IsOptional(MemberModel member) => member.Role is MemberRole.Init or MemberRole.Set;

    private static string Local(MemberModel member) => "member_" + member.Name.TrimStart('@');

    private static string Flag(MemberModel member) => "has_" + member.Name.TrimStart('@');
}
