using Microsoft.CodeAnalysis;

namespace System.Text;

/// <summary>An empty provider: .NET Framework includes the code pages.</summary>
[Embedded]
internal sealed class CodePagesEncodingProvider : EncodingProvider
{
    public static EncodingProvider Instance { get; } = new CodePagesEncodingProvider();

    public override Encoding? GetEncoding(string name) => null;

    public override Encoding? GetEncoding(int codepage) => null;
}
