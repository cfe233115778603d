#Requires -Version 7.4

# Runs a script and says what it cost this process.

Set-StrictMode -Version Latest

function Get-ProcessMemory {
    # In MiB: what the process holds, and the most that it held since the last Reset-PeakMemory.
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $peak = $process.PeakWorkingSet64
    if ($IsLinux) {
        # .NET remembers the peak; the kernel's own can begin anew.
        $peak = 1KB * [long] ([IO.File]::ReadAllText('/proc/self/status') -replace '(?s).*VmHWM:\s*(\d+) kB.*', '$1')
    }

    [pscustomobject]@{ Now = $process.WorkingSet64 / 1MB; Peak = $peak / 1MB }
    $process.Dispose()
}

function Reset-PeakMemory {
    if ($IsLinux) {
        [IO.File]::WriteAllText('/proc/self/clear_refs', '5')
    }
}

function Measure-Script {
    # Items are what the script wrote; a script that keeps nothing writes how many it saw.
    param([Parameter(Mandatory)] [scriptblock] $Script, $Argument)

    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [GC]::Collect()
    Reset-PeakMemory
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $processor = $process.TotalProcessorTime
    $allocated = [GC]::GetTotalAllocatedBytes()
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $items = @(& $Script $Argument)
    $wall = $clock.Elapsed
    $process.Refresh()
    [pscustomobject]@{
        WallMs       = $wall.TotalMilliseconds
        ProcessorMs  = ($process.TotalProcessorTime - $processor).TotalMilliseconds
        AllocatedMiB = ([GC]::GetTotalAllocatedBytes() - $allocated) / 1MB
        PeakMiB      = (Get-ProcessMemory).Peak
        Items        = $items.Count -eq 1 -and $items[0] -is [int] ? $items[0] : $items.Count
    }
    $process.Dispose()
}

Export-ModuleMember -Function Get-ProcessMemory, Measure-Script
