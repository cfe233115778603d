using Microsoft.CodeAnalysis;

namespace System.Text;

/// <summary>Adds nothing: .NET Framework has the code pages by itself.</summary>
[Embedded]
internal sealed class CodePagesEncodingProvider : EncodingProvider
{
    public static EncodingProvider Instance { get; } = new CodePagesEncodingProvider();

    public override Encoding? GetEncoding(string name) => null;

    public override Encoding? GetEncoding(int codepage) => null;
}
