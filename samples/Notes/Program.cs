using System.Text;
using Notes;

Console.OutputEncoding = Encoding.UTF8;
if (args is ["--version"])
{
    Console.WriteLine("SQLite " + Sqlite.sqlite3_libversion());
    return;
}

using var notes = new NoteBook(args.Length > 0 ? args[0] : ":memory:");
notes.AddAll(
[
    ("Grüße aus Köln", "write a postcard"),
    ("日本語の本", "read chapter 3"),
    ("Shopping", "apples, bread"),
]);
Console.WriteLine(notes.Table());
Console.WriteLine($"{notes.WrittenNotes} notes were written.");

try
{
    notes.Add("Shopping", "the same title again");
}
catch (NoteBookException exception)
{
    Console.WriteLine("Not added: " + exception.Message);
}
