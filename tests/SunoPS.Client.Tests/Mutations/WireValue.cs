using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SunoPS.Client.Tests.Mutations;

/// <summary>Editable JSON that preserves repeated names, digits and escapes. Does not recurse.</summary>
internal sealed class WireValue
{
    private static readonly JsonReaderOptions Options = new()
        { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    private WireValue(WireKind kind, string raw)
    {
        Kind = kind;
        Raw = raw;
    }

    public WireKind Kind { get; }

    /// <summary>
    /// The digits of a number, <c>true</c>, <c>false</c>, or the text between the quotation marks of a string.
    /// </summary>
    public string Raw { get; }

    /// <summary>Number of levels of arrays and objects in it, as a reader counts them.</summary>
    public int Depth
    {
        get
        {
            int deepest = 0;
            var left = new Stack<(WireValue Value, int Depth)>([(this, 0)]);
            while (left.TryPop(out (WireValue Value, int Depth) at))
            {
                int depth = at.Depth + (at.Value.Kind is WireKind.Array or WireKind.Object ? 1 : 0);
                deepest = Math.Max(deepest, depth);
                at.Value.Members.ForEach(member => left.Push((member.Value, depth)));
            }

            return deepest;
        }
    }

    /// <summary>The members of an array or object.</summary>
    public List<WireMember> Members { get; } = [];

    /// <summary>The unescaped string, with lone surrogates.</summary>
    public string Text => Unescape(Raw);

    public static WireValue Null() => new(WireKind.Null, "null");

    public static WireValue Truth(bool value) => new(WireKind.Truth, value ? "true" : "false");

    public static WireValue Number(string digits) => new(WireKind.Number, digits);

    /// <param name="raw">The text between the quotation marks.</param>
    public static WireValue String(string raw) => new(WireKind.Text, raw);

    public static WireValue Array(params IEnumerable<WireValue> items)
    {
        var array = new WireValue(WireKind.Array, "");
        array.Members.AddRange(items.Select(item => new WireMember("", item)));
        return array;
    }

    public static WireValue Object(params IEnumerable<WireMember> members)
    {
        var result = new WireValue(WireKind.Object, "");
        result.Members.AddRange(members);
        return result;
    }

    /// <exception cref="JsonException">The text is not JSON, or has trailing text.</exception>
    public static WireValue Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <exception cref="JsonException">The text is not JSON, or has trailing text.</exception>
    public static WireValue Parse(ReadOnlySpan<byte> utf8)
    {
        WireValue root = Array();
        var open = new Stack<WireValue>([root]);
        string name = "";
        var reader = new Utf8JsonReader(utf8, Options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Encoding.UTF8.GetString(reader.ValueSpan);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    open.Pop();
                    break;
                default:
                    WireValue value = reader.TokenType switch
                    {
                        JsonTokenType.StartArray => Array(),
                        JsonTokenType.StartObject => Object(),
                        JsonTokenType.String => String(Encoding.UTF8.GetString(reader.ValueSpan)),
                        JsonTokenType.Number => Number(Encoding.UTF8.GetString(reader.ValueSpan)),
                        JsonTokenType.Null => Null(),
                        _ => Truth(reader.TokenType == JsonTokenType.True),
                    };
                    open.Peek().Members.Add(new WireMember(name, value));
                    name = "";
                    if (value.Kind is WireKind.Array or WireKind.Object)
                    {
                        open.Push(value);
                    }

                    break;
            }
        }

        return root.Members.Count == 1 ? root.Members[0].Value : throw new JsonException("Not one value.");
    }

    /// <summary>Parses JSON; null if the text is not JSON, or has trailing text.</summary>
    public static WireValue? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes the members that a later one of the same name replaces, at every level.</summary>
    public WireValue WithoutReplaced()
    {
        var left = new Stack<WireValue>([this]);
        while (left.TryPop(out WireValue? value))
        {
            if (value.Kind == WireKind.Object)
            {
                // The last of a name wins, at the place of the first.
                WireMember[] last = [.. value.Members
                    .GroupBy(member => Leaf.WellFormed(Unescape(member.Name)), StringComparer.OrdinalIgnoreCase)
                    .Select(group => group.Last())];
                value.Members.Clear();
                value.Members.AddRange(last);
            }

            value.Members.ForEach(member => left.Push(member.Value));
        }

        return this;
    }

    /// <summary>Unescapes a JSON string.</summary>
    public static string Unescape(string raw)
    {
        if (!raw.Contains('\\'))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char kind = raw[++i];
            if (kind == 'u')
            {
                text.Append(
                    (char)ushort.Parse(
                        raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind });
            }
        }

        return text.ToString();
    }

    /// <summary>Escapes a text for a JSON string.</summary>
    public static string Escape(string text)
    {
        var raw = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            raw.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return raw.ToString();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var open = new Stack<(WireValue Value, int Next)>([(Array(this), 0)]);
        while (open.TryPop(out (WireValue Value, int Next) at))
        {
            (WireValue value, int next) = at;
            if (next == value.Members.Count)
            {
                text.Append(open.Count == 0 ? "" : value.Kind == WireKind.Object ? "}" : "]");
                continue;
            }

            open.Push((value, next + 1));
            WireMember member = value.Members[next];
            text.Append(next > 0 ? "," : "");
            if (value.Kind == WireKind.Object)
            {
                text.Append('"').Append(member.Name).Append("\":");
            }

            switch (member.Value.Kind)
            {
                case WireKind.Array or WireKind.Object:
                    text.Append(member.Value.Kind == WireKind.Object ? '{' : '[');
                    open.Push((member.Value, 0));
                    break;
                case WireKind.Text:
                    text.Append('"').Append(member.Value.Raw).Append('"');
                    break;
                default:
                    text.Append(member.Value.Raw);
                    break;
            }
        }

        return text.ToString();
    }
}
