namespace Tinpot.Generators.Model;

/// <summary>A call of an action that the compiler lets us intercept.</summary>
/// <param name="ActionId">The <see cref="ActionModel.Id"/> of the called action.</param>
/// <param name="Foreign">The action when another assembly declares it.</param>
/// <param name="Version">Version of <paramref name="Data"/>'s encoding.</param>
/// <param name="Data">The compiler's own description of the place.</param>
/// <param name="Path">File of the call, to order by; never printed.</param>
internal sealed record CallSiteModel(string ActionId, ActionModel? Foreign, int Version, string Data, string Path, int Position);

/// <summary>One action and every place that calls it.</summary>
/// <param name="Locations">Attribute arguments, in order of file and position.</param>
internal sealed record InterceptorModel(InterceptorTarget Target, EquatableArray<string> Locations);

/// <summary>As much of an action as its interceptor prints.</summary>
/// <param name="Receiver">Type of the instance; null for a static action.</param>
/// <param name="Parameters"><c>type name</c> pairs.</param>
internal sealed record InterceptorTarget(
    string ClassName,
    string Call,
    string? Receiver,
    EquatableArray<string> Parameters,
    EquatableArray<string> Arguments,
    ReturnKind Kind,
    string ReturnType,
    string? ValueType)
{
    public static InterceptorTarget Of(ActionModel action) => new(
        action.Container.ClassName,
        action.Call,
        action.IsStatic ? null : action.Container.TypeName,
        action.Parameters.Select(static p => $"{p.TypeName} {p.Local}").ToEquatableArray(),
        action.Parameters.Select(static p => p.Local).ToEquatableArray(),
        action.Return.Kind,
        action.Return.TypeName,
        action.Return.Value?.FullName);
}

/// <summary>Everything the interceptor file prints.</summary>
internal sealed record InterceptorsModel(string Namespace, EquatableArray<InterceptorModel> Interceptors);

/// <summary>Actions of other assemblies that this one calls.</summary>
internal sealed record ForeignCallsModel(string Namespace, EquatableArray<ActionModel> Actions);
