using System.Text;
using BoundaryLint.Samples;

Console.OutputEncoding = Encoding.UTF8;

var repository = RepositoryRoot();
var workFolder = Path.Combine(repository, "artifacts", "try");
string? builtConfiguration = null;
string? picture = null;
for (var i = 0; i < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--work" when i + 1 < args.Length:
            workFolder = Path.GetFullPath(args[i + 1]);
            break;
        case "--built" when i + 1 < args.Length:
            builtConfiguration = args[i + 1];
            break;
        case "--picture" when i + 1 < args.Length:
            picture = Path.GetFullPath(args[i + 1]);
            break;
        default:
            Console.Error.WriteLine("""
                usage: dotnet run --project samples/TryIt [-- --work FOLDER] [--built CONFIGURATION] [--picture FILE]
                  --work     where the copy of samples/Notes is built and repaired; artifacts/try otherwise
                  --built    pack what has been built in this configuration instead of building it
                  --picture  also draw the README's picture
                """);
            return 2;
    }
}

try
{
    new Demonstration(repository, workFolder, builtConfiguration, picture).Run();
    return 0;
}
catch (DemonstrationException exception)
{
    Console.WriteLine();
    Console.WriteLine("NOT AS EXPECTED: " + exception.Message);
    return 1;
}

static string RepositoryRoot()
{
    for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
    {
        if (File.Exists(Path.Combine(at.FullName, "BoundaryLint.sln")))
        {
            return at.FullName;
        }
    }

    throw new DirectoryNotFoundException("BoundaryLint.sln is not above " + AppContext.BaseDirectory);
}
