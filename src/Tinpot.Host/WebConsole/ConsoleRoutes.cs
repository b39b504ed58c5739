using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.WebConsole;

/// <summary>The routes of the web console.</summary>
internal static class ConsoleRoutes
{
    private static readonly ConsoleEndpoints Console = new();

    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        new(RouteMethod.GetOrHead, "/", Permission.View, "Open the console", Console.SendPageAsync)
        {
            Answers = [new(200, "text/html", "The page"), RouteAnswer.NotModified],
        },
        new(RouteMethod.GetOrHead, "/assets/{version}/{**path}", Permission.View, "Read a file of the console", Console.SendAssetAsync)
        {
            Answers = [new(200, null, "The file"), RouteAnswer.Problem(404, "There is no such file in this version")],
        },
        UnknownRoute.At("/"),
        UnknownRoute.At("/assets/{**path}"),
    ];
}
