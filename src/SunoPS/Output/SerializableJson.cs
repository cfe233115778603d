using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Additional properties for PowerShell, which serializes them as their JSON text.</summary>
/// <remarks>
/// PowerShell serializes a dictionary level by level, and its reader rejects deep nesting. It takes this
/// object, with the dictionary one level further in, for something else, and asks the type data.
/// </remarks>
internal sealed class SerializableJson(SunoJsonObject json) : PSObject(PSObject.AsPSObject(json))
{
    public override string ToString() => json.ToString();
}
