using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace BoundaryLint.Headers.Tests;

/// <summary>Clang's view of a header, as castxml writes it down.</summary>
internal sealed class CastXml
{
    private readonly Dictionary<string, XElement> _elements;
    private readonly Dictionary<string, string> _typedefNames = new(StringComparer.Ordinal);

    private CastXml(XDocument document)
    {
        _elements = document.Root!.Elements().ToDictionary(element => element.Attribute("id")!.Value, StringComparer.Ordinal);
        foreach (var typedef in document.Root.Elements("Typedef"))
        {
            var target = typedef.Attribute("type")!.Value;
            if (_elements.TryGetValue(target, out var elaborated) && elaborated.Name == "ElaboratedType")
            {
                target = elaborated.Attribute("type")!.Value;
            }

            _typedefNames.TryAdd(target, typedef.Attribute("name")!.Value);
        }
    }

    /// <summary>What a header declares in the files for which <paramref name="isOwn"/> holds.</summary>
    public static async Task<Declarations> ReadAsync(string header, Func<string, bool> isOwn, params string[] compilerArguments)
    {
        using var scratch = new ScratchDirectory();
        var output = scratch["header.xml"];
        await Tools.RunAsync(scratch.Path, "castxml", ["--castxml-output=1", "-x", "c", "-w", .. compilerArguments, header, "-o", output]);
        return new CastXml(XDocument.Load(output)).Read(isOwn);
    }

    private static string? NameOf(XElement element) => element.Attribute("name")?.Value is { Length: > 0 } name ? name : null;

    private Declarations Read(Func<string, bool> isOwn)
    {
        var ownFiles = _elements.Values.Where(element => element.Name == "File" && isOwn(NameOf(element)!)).Select(element => element.Attribute("id")!.Value).ToHashSet();
        var result = new Declarations();
        foreach (var element in _elements.Values.Where(element => element.Attribute("file")?.Value is { } file && ownFiles.Contains(file)))
        {
            switch (element.Name.LocalName)
            {
                // The compiler's own functions count as declared where a header first uses them.
                case "Function" when !NameOf(element)!.StartsWith("__builtin_", StringComparison.Ordinal):
                    result.Functions[NameOf(element)!] = SpellFunction(element);
                    break;
                case "Enumeration":
                    foreach (var value in element.Elements("EnumValue"))
                    {
                        result.Enumerators[NameOf(value)!] = value.Attribute("init")!.Value;
                    }

                    break;
                case "Struct" or "Union" when element.Attribute("incomplete") is null && element.Attribute("size") is not null && DisplayName(element) is { } name:
                    result.Records[name] = Declarations.DescribeRecord(Number(element, "size") / 8, (int)Number(element, "align") / 8, Members(element));
                    break;
            }
        }

        return result;
    }

    private IEnumerable<(string Name, long BitOffset)> Members(XElement record) =>
        (record.Attribute("members")?.Value ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(id => _elements[id])
        .Where(member => member.Name == "Field" && NameOf(member) is not null)
        .Select(member => (NameOf(member)!, Number(member, "offset")));

    private static long Number(XElement element, string attribute) => long.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private string? DisplayName(XElement element) =>
        NameOf(element) ?? (_typedefNames.TryGetValue(element.Attribute("id")!.Value, out var name) ? name : null);

    private string Spell(string id)
    {
        if (!_elements.TryGetValue(id, out var element))
        {
            return "? " + id;
        }

        var type = element.Attribute("type")?.Value;
        switch (element.Name.LocalName)
        {
            case "CvQualifiedType":
                var spelling = Spell(type!);
                return element.Attribute("const") is not null && !spelling.StartsWith("const ", StringComparison.Ordinal) && !spelling.StartsWith("array", StringComparison.Ordinal)
                    ? "const " + spelling
                    : spelling;
            case "Typedef":
                return Declarations.SystemTypes.Contains(NameOf(element)!) ? NameOf(element) == "FILE" ? "FILE" : "va_list" : Spell(type!);
            case "ElaboratedType":
                return Spell(type!);
            case "PointerType":
                return Spell(type!) is var pointee && pointee == "record __va_list_tag" ? "va_list" : "pointer to " + pointee;
            case "ArrayType":
                var last = element.Attribute("max")?.Value;
                return $"array {(string.IsNullOrEmpty(last) ? string.Empty : (long.Parse(last, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture))} of {Spell(type!)}";
            case "FunctionType":
                return SpellFunction(element);
            case "Struct" or "Union":
                return "record " + DisplayName(element);
            case "Enumeration":
                return "enum " + DisplayName(element);
            case "FundamentalType":
                return NameOf(element) switch
                {
                    "_Bool" => "bool",
                    "long int" => "long",
                    "long unsigned int" => "unsigned long",
                    "long long int" => "long long",
                    "long long unsigned int" => "unsigned long long",
                    "short int" => "short",
                    "short unsigned int" => "unsigned short",
                    var other => other!,
                };
            default:
                return "? " + element.Name.LocalName;
        }
    }

    private string SpellFunction(XElement function) =>
        Declarations.SpellFunction(
            Spell(function.Attribute("returns")!.Value),
            function.Elements("Argument").Select(argument => Declarations.WithoutConst(Spell(argument.Attribute("type")!.Value))),
            function.Element("Ellipsis") is not null);
}
