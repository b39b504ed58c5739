using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Analyzers;
using Tinpot.Generators.Tests.Harness;
using Opened = Microsoft.CodeAnalysis.Project;

namespace Tinpot.Generators.Tests.CodeFixes;

/// <summary>Applies a fix to a project as an editor would: to one place after the other, or to all at once.</summary>
internal sealed class FixRun(Project project, CodeFixProvider fix)
{
    private readonly string _rule = fix.FixableDiagnosticIds.Single();

    public async Task<Project> OneByOneAsync()
    {
        Project current = project;
        while (true)
        {
            using AdhocWorkspace workspace = new();
            Opened opened = Open(workspace, current);
            List<CodeAction> actions = [];
            foreach (Diagnostic diagnostic in await DiagnosticsAsync(opened))
                await fix.RegisterCodeFixesAsync(new CodeFixContext(opened.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
            if (actions.Count == 0)
                return current;
            Project next = await ApplyAsync(actions[0], opened.Id, current);
            Assert.NotEqual(current.Files, next.Files);
            current = next;
        }
    }

    public async Task<Project> AllAsync(FixAllScope scope)
    {
        using AdhocWorkspace workspace = new();
        Opened opened = Open(workspace, project);
        FixAllContext context = new(
            opened.Documents.Single(static d => d.FilePath == "/project/Actions.cs"), fix, scope, _rule, [_rule], new Provider(this), TestContext.Current.CancellationToken);
        return await fix.GetFixAllProvider()!.GetFixAsync(context) is { } action ? await ApplyAsync(action, opened.Id, project) : project;
    }

    private static Opened Open(AdhocWorkspace workspace, Project source)
    {
        CSharpCompilation compilation = source.Compile();
        ProjectId id = ProjectId.CreateNewId();
        workspace.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, source.Name, source.Name, LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: source.ParseOptions, metadataReferences: compilation.References,
            documents: compilation.SyntaxTrees.Select(t => DocumentInfo.Create(
                DocumentId.CreateNewId(id), t.FilePath, filePath: t.FilePath, loader: TextLoader.From(TextAndVersion.Create(t.GetText(), VersionStamp.Default))))));
        return workspace.CurrentSolution.GetProject(id)!;
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Opened opened)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. typeof(ActionDeclarationAnalyzer).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
                .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t, nonPublic: true)!)
                .Where(a => a.SupportedDiagnostics.Any(d => d.Id == _rule)),
        ];
        Compilation compilation = (await opened.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(analyzers, new AnalyzerOptions([], new BuildProperties(project.Properties)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(d => d.Id == _rule).OrderBy(static d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start)];
    }

    private static async Task<Project> ApplyAsync(CodeAction action, ProjectId id, Project source)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Opened changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(id)!;
        Project result = source;
        foreach (Document document in changed.Documents.Where(d => source.Files.ContainsKey(d.FilePath!)))
        {
            SourceText text = await document.GetTextAsync(TestContext.Current.CancellationToken);
            result = result.With(document.FilePath!, text.ToString());
        }
        return result;
    }

    private sealed class Provider(FixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Opened project, CancellationToken cancellationToken) => await run.DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await run.DiagnosticsAsync(document.Project)).Where(d => d.Location.SourceTree!.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Opened project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
