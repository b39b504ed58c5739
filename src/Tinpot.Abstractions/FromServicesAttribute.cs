namespace Tinpot;

/// <summary>
/// The host gives this parameter of an action a service that an <see cref="ActionServicesAttribute"/> method has registered; it is not an input. An
/// attribute of this name of another namespace, such as that of ASP.NET Core, does the same.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
