using System.Collections.Immutable;
using System.Reflection;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Tests.Incremental;

/// <summary>Models are plain data: what holds a symbol, a tree or a location keeps compilations alive and is never equal.</summary>
public class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. typeof(ActionModel).Assembly.GetTypes().Where(static t => t.Namespace == "Tinpot.Generators.Model" && t is { IsEnum: false, IsNested: false } && !(t.IsAbstract && t.IsSealed))];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_holds_plain_data_only(Type model)
    {
        foreach (FieldInfo field in model.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Assert.True(IsPlain(field.FieldType), $"{model.Name}.{field.Name} is a {field.FieldType}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_equal_by_value(Type model) =>
        Assert.Contains(model.IsGenericTypeDefinition ? model.GetInterfaces().Select(static i => i.Name) : model.GetInterfaces().Where(i => i.GenericTypeArguments.FirstOrDefault() == model).Select(static i => i.Name), static n => n == "IEquatable`1");

    [Fact]
    public void Lists_are_equal_by_their_items()
    {
        EquatableArray<string> one = ["a", "b"];

        Assert.Equal(one, (EquatableArray<string>)["a", "b"]);
        Assert.Equal(one.GetHashCode(), ((EquatableArray<string>)["a", "b"]).GetHashCode());
        Assert.NotEqual(one, (EquatableArray<string>)["b", "a"]);
        Assert.NotEqual(one, (EquatableArray<string>)["a"]);
        Assert.Equal(default, (EquatableArray<string>)[]);
    }

    private static bool IsPlain(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return false;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return IsPlain(inner);
        if (type.IsGenericParameter)
            return true;
        if (type.IsArray)
            return IsPlain(type.GetElementType()!);
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type.Namespace == "Tinpot.Generators.Model";
    }
}
