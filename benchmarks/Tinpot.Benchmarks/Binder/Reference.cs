using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tinpot.Benchmarks.Binder;

/// <summary>The parameters of <see cref="BinderActions.TakeEight"/> as the record that one would write for a serializer.</summary>
public sealed record Eight(string Name, int Port, long Size, double Ratio, bool Force, Guid Id, DateTimeOffset At, Level Level);

/// <summary>The parameter of <see cref="BinderActions.TakeOrder"/>.</summary>
public sealed record OrderHolder(Order Order);

/// <summary>The framework's serializer as its templates set it up: source-generated, snake case, nothing checked.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(LevelConverter)])]
[JsonSerializable(typeof(Eight))]
[JsonSerializable(typeof(OrderHolder))]
internal sealed partial class Reference : JsonSerializerContext;

/// <summary>The same, told to refuse what it can: unknown and repeated members, absent ones, null where none may be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(LevelConverter)],
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Eight))]
[JsonSerializable(typeof(OrderHolder))]
internal sealed partial class StrictReference : JsonSerializerContext;

internal sealed class LevelConverter() : JsonStringEnumConverter<Level>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
