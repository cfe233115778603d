using System.ComponentModel;

namespace SunoPS.Shared;

/// <summary>Runs a program to its end, or ends it with all its child processes.</summary>
internal static class ChildProcess
{
    /// <summary>Maximum wait for output after the end: a child process can hold the pipe open.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs a program with the output of this process. It has the terminal of this process, which PowerShell needs for
    /// its progress bar, or no input if there is no terminal.
    /// </summary>
    /// <exception cref="OperationCanceledException">The program was ended.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo startInfo, CancellationToken cancellationToken)
    {
        using Process process = Start(startInfo, hasInput: !Console.IsInputRedirected);
        await WaitAsync(process, cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Runs a program, and captures its output. It has no input.</summary>
    /// <param name="limit">The time limit.</param>
    /// <exception cref="Win32Exception">The program does not exist.</exception>
    /// <exception cref="OperationCanceledException">The caller ended the program.</exception>
    public static async Task<ChildResult> CaptureAsync(
        ProcessStartInfo startInfo, TimeSpan limit, CancellationToken cancellationToken)
    {
        startInfo.RedirectStandardOutput = true;
        startInfo.RedirectStandardError = true;
        startInfo.StandardOutputEncoding = Encoding.UTF8;
        startInfo.StandardErrorEncoding = Encoding.UTF8;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        using Process process = Start(startInfo, hasInput: false);
        var output = new StringBuilder();
        Task reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, output));
        int? exitCode = null;
        try
        {
            await WaitAsync(process, timeout.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time limit was reached: the result has no exit code.
        }

        await Task.WhenAny(reading, Task.Delay(OutputGrace, cancellationToken));
        lock (output)
        {
            return new ChildResult(exitCode, output.ToString().Trim());
        }
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder output)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (output)
                {
                    output.AppendLine(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The wait for the pipe ended, see OutputGrace.
        }
    }

    private static Process Start(ProcessStartInfo startInfo, bool hasInput)
    {
        startInfo.UseShellExecute = false;
        startInfo.RedirectStandardInput = !hasInput;
        Process process = Process.Start(startInfo)!;
        if (!hasInput)
        {
            process.StandardInput.Close();
        }

        return process;
    }

    /// <summary>Waits for the end of a program, or ends it when the wait is canceled or this process ends.</summary>
    private static async Task WaitAsync(Process process, CancellationToken cancellationToken)
    {
        void Kill(object? sender, EventArgs? args)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (
                exception is InvalidOperationException or Win32Exception or AggregateException)
            {
                // The program has ended meanwhile.
            }
        }

        AppDomain.CurrentDomain.ProcessExit += Kill;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Kill(null, null);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= Kill;
        }
    }
}
