using Microsoft.AspNetCore.Authentication;
using TestApplication;
using Tinpot;
using Tinpot.Generated;

// What must happen once in the life of the application, and not in each of its children
Console.WriteLine("Migrating the database");
File.AppendAllText("migrations.txt", "migrated\n");

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("Header", null);
builder.Services.AddAuthorization();
builder.Services.AddTinpot(ActionCatalog.Instance);

WebApplication app = builder.Build();
app.MapGet("/", context => context.Response.WriteAsync("The application's own page"));
app.MapTinpot("/ops").RequireAuthorization();
await app.RunAsync();
