using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SunoPS.Gateway;

/// <summary>An untrusted certificate for this machine.</summary>
internal static class SelfSignedCertificate
{
    private static readonly Lazy<bool> CanBeMade = new(() =>
    {
        try
        {
            using X509Certificate2 certificate = Create();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    });

    /// <summary>False if the system cannot create the key, such as Wine.</summary>
    public static bool IsPossible => CanBeMade.Value;

    /// <summary>Creates a certificate that is valid for one day.</summary>
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=SunoPS local gateway", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));

        // On Windows, a server needs an imported key.
        byte[] file = certificate.Export(X509ContentType.Pfx);
#if NET9_0_OR_GREATER
        return X509CertificateLoader.LoadPkcs12(file, password: null);
#else
        return new X509Certificate2(file);
#endif
    }
}
