using System.Management.Automation;
using System.Management.Automation.Language;

namespace SunoPS.Runspace;

/// <summary>Takes a key that was typed on the command line out of the line that PowerShell keeps with every error of the command.</summary>
internal static class InvocationMask
{
    /// <param name="invocation">The command's own invocation.</param>
    /// <param name="mask">Takes the key out of a text.</param>
    public static void Apply(InvocationInfo invocation, KeyMask mask)
    {
        string line = invocation.Line ?? "";
        string masked = mask.Apply(line)!;
        if (masked != line)
        {
            invocation.DisplayScriptPosition = new MaskedLine(invocation, masked.TrimEnd('\r', '\n'));
        }
    }

    /// <summary>The whole of a line: what the error pointed at has moved with the mask.</summary>
    private sealed class MaskedLine(InvocationInfo invocation, string text) : IScriptExtent
    {
        public string? File { get; } = string.IsNullOrEmpty(invocation.ScriptName) ? null : invocation.ScriptName;

        public int StartLineNumber { get; } = invocation.ScriptLineNumber;

        public int StartColumnNumber => 1;

        public int EndLineNumber => StartLineNumber;

        public int EndColumnNumber => text.Length + 1;

        public string Text => text;

        public int StartOffset => 0;

        public int EndOffset => text.Length;

        public IScriptPosition StartScriptPosition => new Position(this, 0);

        public IScriptPosition EndScriptPosition => new Position(this, text.Length);

        private sealed class Position(MaskedLine line, int offset) : IScriptPosition
        {
            public string? File => line.File;

            public int LineNumber => line.StartLineNumber;

            public int ColumnNumber => offset + 1;

            public int Offset => offset;

            public string Line => line.Text;

            public string GetFullScript() => line.Text;
        }
    }
}
