using System.Management.Automation;
using System.Security;

namespace SunoPS.Commands;

/// <summary>
/// Converts a plain text secret to a <see cref="SecureString"/> before it can be recorded as an argument.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = CellValue.Unwrap(inputData);
        if (value is not string plain)
        {
            return value is PSCredential credential ? credential.Password : value;
        }

        var secret = new SecureString();
        foreach (char c in plain)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
