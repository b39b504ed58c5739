using System.Diagnostics.CodeAnalysis;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>An action with a parameter of each kind that needs the arguments read: records, a secret, the key of a limit, and a type with code of its own.</summary>
[ActionGroup("Api")]
public static class ParcelActions
{
    internal static event Action? Weighed;

    [Action, MaxConcurrent(2, Key = nameof(room))]
    public static int ApiWeigh(Parcel[] parcels, string room, ParcelCode code, Secret<string>? token = null, Parcel? spare = null)
    {
        Weighed?.Invoke();
        return parcels.Sum(parcel => parcel.Grams) + (spare?.Grams ?? 0) + code.Number + (token?.Reveal().Length ?? 0);
    }

    public sealed record Parcel(int Grams, string To, string[] Labels, Secret<string>? Pin = null, int Priority = 3);

    public sealed record ParcelCode(int Number) : IParsable<ParcelCode>
    {
        public static ParcelCode Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out ParcelCode? code) ? code : throw new FormatException("A code is P and a number.");

        public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ParcelCode result)
        {
            result = s is ['P', .. var digits] && int.TryParse(digits, out int number) ? new ParcelCode(number) : null;
            return result is not null;
        }

        public override string ToString() => $"P{Number}";
    }
}
