namespace Tinpot;

/// <summary>
/// Marks <c>static void Method(IServiceCollection services, IConfiguration configuration)</c>, which registers what the
/// assembly's actions ask for in constructors and parameters. It runs once in every process that executes actions. It may return the
/// services and be an extension method, so that an application can register its own services with the same method.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActionServicesAttribute : Attribute;
