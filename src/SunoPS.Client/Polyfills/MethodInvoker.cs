using Microsoft.CodeAnalysis;

namespace System.Reflection;

/// <summary>Calls a method that is known at run time only.</summary>
[Embedded]
internal sealed class MethodInvoker
{
    private readonly MethodBase _method;

    private MethodInvoker(MethodBase method)
    {
        _method = method;
    }

    public static MethodInvoker Create(MethodBase method) => new(method);

    public object? Invoke(object? instance) => _method.Invoke(instance, null);
}
