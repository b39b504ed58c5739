using System.Text.Json;

namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>Two actions for each type of one value: as the parameter, and at the other places.</summary>
[ActionGroup("Types")]
public static class ScalarTypeActions
{
    [Action] public static string OneBool(bool value) => Said.Of(value);

    [Action] public static string MoreBool(bool? maybe = null, Places<bool>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneSbyte(sbyte value) => Said.Of(value);

    [Action] public static string MoreSbyte(sbyte? maybe = null, Places<sbyte>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneByte(byte value) => Said.Of(value);

    [Action] public static string MoreByte(byte? maybe = null, Places<byte>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneShort(short value) => Said.Of(value);

    [Action] public static string MoreShort(short? maybe = null, Places<short>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneUshort(ushort value) => Said.Of(value);

    [Action] public static string MoreUshort(ushort? maybe = null, Places<ushort>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneInt(int value) => Said.Of(value);

    [Action] public static string MoreInt(int? maybe = null, Places<int>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneUint(uint value) => Said.Of(value);

    [Action] public static string MoreUint(uint? maybe = null, Places<uint>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneLong(long value) => Said.Of(value);

    [Action] public static string MoreLong(long? maybe = null, Places<long>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneUlong(ulong value) => Said.Of(value);

    [Action] public static string MoreUlong(ulong? maybe = null, Places<ulong>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneHalf(Half value) => Said.Of(value);

    [Action] public static string MoreHalf(Half? maybe = null, Places<Half>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneFloat(float value) => Said.Of(value);

    [Action] public static string MoreFloat(float? maybe = null, Places<float>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneDouble(double value) => Said.Of(value);

    [Action] public static string MoreDouble(double? maybe = null, Places<double>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneDecimal(decimal value) => Said.Of(value);

    [Action] public static string MoreDecimal(decimal? maybe = null, Places<decimal>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneChar(char value) => Said.Of(value);

    [Action] public static string MoreChar(char? maybe = null, Places<char>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneString(string value) => Said.Of(value);

    [Action] public static string MoreString(string? maybe = null, Places<string>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneGuid(Guid value) => Said.Of(value);

    [Action] public static string MoreGuid(Guid? maybe = null, Places<Guid>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneBytes(byte[] value) => Said.Of(value);

    [Action] public static string MoreBytes(byte[]? maybe = null, Places<byte[]>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneUri(Uri value) => Said.Of(value);

    [Action] public static string MoreUri(Uri? maybe = null, Places<Uri>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneJson(JsonElement value) => Said.Of(value);

    [Action] public static string MoreJson(JsonElement? maybe = null, Places<JsonElement>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneLocalTime(DateTime value) => Said.Of(value);

    [Action] public static string MoreLocalTime(DateTime? maybe = null, Places<DateTime>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneMoment(DateTimeOffset value) => Said.Of(value);

    [Action] public static string MoreMoment(DateTimeOffset? maybe = null, Places<DateTimeOffset>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneDate(DateOnly value) => Said.Of(value);

    [Action] public static string MoreDate(DateOnly? maybe = null, Places<DateOnly>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneTime(TimeOnly value) => Said.Of(value);

    [Action] public static string MoreTime(TimeOnly? maybe = null, Places<TimeOnly>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneDuration(TimeSpan value) => Said.Of(value);

    [Action] public static string MoreDuration(TimeSpan? maybe = null, Places<TimeSpan>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneChoice(TypeLight value) => Said.Of(value);

    [Action] public static string MoreChoice(TypeLight? maybe = null, Places<TypeLight>? places = null) => Said.Of(maybe, places);

    [Action] public static string OneFlags(TypeRights value) => Said.Of(value);

    [Action] public static string MoreFlags(TypeRights? maybe = null, Places<TypeRights>? places = null) => Said.Of(maybe, places);
}
