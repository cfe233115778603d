using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads objects as sent, in one pass with the objects of their content. Objects are used again, so that reading
/// allocates little more than the models.
/// </summary>
/// <param name="largestSize">Limits <see cref="Size"/>.</param>
internal sealed class WireReader(long largestSize = WireReader.LargestTask)
{
    /// <summary>Far more than any task takes; limits the memory that a hostile one takes.</summary>
    public const int LargestTask = 8 * 1024 * 1024;

    private readonly List<WireObject> _objects = [];
    private int _used;

    /// <summary>Which values of an object are opened: none, the metadata of a clip, the content of a task.</summary>
    public enum Depth
    {
        Flat,
        Clip,
        Task,
    }

    public long LargestSize => largestSize;

    /// <summary>About the number of bytes that the objects in use and their models take, beside their text.</summary>
    public long Size { get; private set; }

    public static WireObject Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = JsonText.ReaderAt(utf8);
        return new WireReader().Read(ref reader, utf8, Depth.Flat);
    }

    public RawValue ReadContent(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = JsonText.ReaderAt(utf8);
        return ReadItems(ref reader, utf8, Depth.Clip);
    }

    [MethodImpl(Hot.Loop)]
    public WireObject Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, Depth depth)
    {
        WireObject wire = Next();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(wire, ref reader, utf8, depth);
        }

        return wire;
    }

    [MethodImpl(Hot.Loop)]
    public void ReadMember(WireObject wire, ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, Depth depth)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        var member = new WireMember
        {
            Start = (int)reader.TokenStartIndex,
            NameLength = name.Length,
            Field = CaseStyles.Find(
                reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Unescape(name)) : name),
        };
        reader.Read();
        bool isOpen = member.Field switch
        {
            WireField.Data or WireField.Clips or WireField.SunoData or WireField.Response => depth == Depth.Task,
            WireField.Metadata => depth == Depth.Clip,
            _ => false,
        };
        member.Value = isOpen ? ReadItems(ref reader, utf8, depth - 1) : RawValue.Skip(ref reader);
        Grow(bytes: 50);
        wire.Add(member, utf8);
    }

    /// <summary>Frees the objects for the next task.</summary>
    public void Free() => (_used, Size) = (0, 0);

    /// <summary>Reads an object alone or objects in an array.</summary>
    [MethodImpl(Hot.Loop)]
    private RawValue ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, Depth depth)
    {
        int start = (int)reader.TokenStartIndex;
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        bool hasOthers = false;
        WireObject? first = null;
        WireObject? last = null;
        while (!isArray || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                WireObject item = Read(ref reader, utf8, depth);
                _ = last is null ? first = item : last.Next = item;
                last = item;
            }
            else
            {
                hasOthers |= !JsonScalar.IsNothing(RawValue.Skip(ref reader).In(utf8));
            }

            if (!isArray)
            {
                break;
            }
        }

        return RawValue.Since(start, ref reader) with { First = first, HasOthers = hasOthers };
    }

    private WireObject Next()
    {
        if (_used == _objects.Count)
        {
            _objects.Add(new WireObject());
        }

        Grow(bytes: 1000);
        WireObject wire = _objects[_used++];
        wire.Clear();
        return wire;
    }

    [MethodImpl(Hot.Loop)]
    private void Grow(int bytes)
    {
        Size += bytes;
        if (Size > LargestSize)
        {
            throw new InvalidDataException("JSON with too many clips or fields");
        }
    }
}
