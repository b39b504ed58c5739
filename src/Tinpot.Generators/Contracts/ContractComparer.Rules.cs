namespace Tinpot.Generators.Contracts;

internal sealed partial class ContractComparer
{
    /// <summary>Every value of the one's type and format, rules aside, is one of the other's.</summary>
    private static bool Fits(ContractSchema given, ContractSchema taken)
    {
        if (taken.CodeType is { } judge && judge != given.CodeType)
            return false;
        if (given.Type != taken.Type)
            return taken.Type.Length == 0 || (given.Type, taken.Type) is ("integer", "number");
        if (given.Type == "object")
            return given.Shape.Properties is null == taken.Shape.Properties is null;
        if (given.Type == "string")
            return taken.Format.Length == 0 || given.Format == taken.Format || (given.Format, taken.Format) is ("uri", "uri-reference") or ("date-time", "local-date-time");
        return NumberRange.Of(given).IsWithin(NumberRange.OfFormat(taken));
    }

    private void Choices(string path, ContractSchema given, ContractSchema taken)
    {
        if (taken.Allowed is null)
            return;
        if (given.Allowed is null)
        {
            Report(path, _ofResult ? $"can be more than {List(taken.Allowed)} now" : $"must be one of {List(taken.Allowed)} now");
            return;
        }
        string[] lost = [.. given.Allowed.Where(v => v != "null" && !taken.Allowed.Contains(v))];
        if (lost.Length > 0)
            Report(path, _ofResult ? $"can be {List(lost)} now" : $"cannot be {List(lost)} any more");
    }

    /// <summary>Rules about single values and about the text as such.</summary>
    private void Refusals(string path, ContractSchema given, ContractSchema taken)
    {
        string[] lost = [.. (taken.Denied ?? []).Where(v => given.Denied?.Contains(v) is not true && given.Allowed?.Contains(v) is not false)];
        if (lost.Length > 0)
            Report(path, _ofResult ? $"can be {List(lost)} now" : $"cannot be {List(lost)} any more");
        if (taken.NotBlank && !given.NotBlank)
            Report(path, _ofResult ? "can be blank now" : "must not be blank now");
        if (taken.Extensions is { } endings && !(given.Extensions?.All(endings.Contains) is true))
            Report(path, _ofResult ? $"need not end with .{string.Join(", .", endings)} any more" : $"must end with .{string.Join(", .", endings)} now");
    }

    private void Bounds(string path, ContractSchema given, ContractSchema taken)
    {
        NumberRange range = NumberRange.Of(given);
        if (taken.Minimum is { } minimum && !range.IsAbove(minimum, taken.MinimumIsExclusive))
            Report(path, $"{(_ofResult ? "need not be" : "must be")} {(taken.MinimumIsExclusive ? "more than" : "at least")} {minimum} {Now}");
        if (taken.Maximum is { } maximum && !range.IsBelow(maximum, taken.MaximumIsExclusive))
            Report(path, $"{(_ofResult ? "need not be" : "must be")} {(taken.MaximumIsExclusive ? "less than" : "at most")} {maximum} {Now}");
    }

    private void Counts(string path, ContractSchema given, ContractSchema taken)
    {
        string counted = taken.Type switch
        {
            "array" => "items",
            "object" => "entries",
            _ => taken.Format == "byte" ? "bytes" : "characters",
        };
        // A char is a string of one character without saying so
        bool single = given.Format == "char";
        if (taken.MinCount is { } least && least > (given.MinCount ?? (single ? 1 : 0)))
            Report(path, $"{(_ofResult ? "need not have" : "must have")} at least {least} {counted} {Now}");
        if (taken.MaxCount is { } most && most < (given.MaxCount ?? (single ? 1 : int.MaxValue)))
            Report(path, $"{(_ofResult ? "need not have" : "must have")} at most {most} {counted} {Now}");
    }

    private string Now => _ofResult ? "any more" : "now";

    private static string List(IReadOnlyList<string> values) => string.Join(", ", values.Take(10)) + (values.Count > 10 ? ", …" : "");
}
