#Requires -Version 7.4

# What Faults.Tests.ps1 needs beyond TestSupport.psm1: a port that refuses, a PowerShell session whose every word is
# kept, and the page that says what came of it.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1')

$script:StartTimeoutMilliseconds = 60000
$script:JobTimeoutMilliseconds = 120000
$script:Sessions = [Collections.Generic.List[object]]::new()

function Stop-FaultSupport {
    <#
    .SYNOPSIS
    Ends every session.
    #>
    foreach ($session in @($script:Sessions)) {
        Stop-FaultSession $session
    }
}

function New-FaultPort {
    <#
    .SYNOPSIS
    Reserves a port that refuses every connection, until it is disposed.
    #>
    $socket = [Net.Sockets.Socket]::new(
        [Net.Sockets.AddressFamily]::InterNetwork, [Net.Sockets.SocketType]::Stream, [Net.Sockets.ProtocolType]::Tcp)
    $socket.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
    $socket | Add-Member -NotePropertyName Number -NotePropertyValue $socket.LocalEndPoint.Port -PassThru
}

# --- The session ---

function Start-FaultSession {
    <#
    .SYNOPSIS
    Starts a PowerShell process that runs scripts on demand, see FaultSession.ps1.
    #>
    $folder = New-TestFolder
    $name = "sunops-$([guid]::NewGuid().ToString('n'))"
    $mark = "-- end of job $name --"
    $pipe = [IO.Pipes.NamedPipeServerStream]::new($name, [IO.Pipes.PipeDirection]::InOut, 1, 'Byte', 'Asynchronous')

    $start = New-TestPowerShellStart -Argument @(
        '-File', (Join-Path $PSScriptRoot 'FaultSession.ps1'), '-PipeName', $name, '-EndMark', $mark, '-Folder', $folder
    )
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $pipe.WaitForConnectionAsync().Wait($script:StartTimeoutMilliseconds)) {
        $process.Kill()
        throw "The session did not start. It wrote: $($errors.Result)"
    }

    $session = [pscustomobject]@{
        Process = $process
        Mark    = $mark
        Pipe    = $pipe
        Reader  = [IO.StreamReader]::new($pipe)
        Writer  = [IO.StreamWriter]::new($pipe)
        Errors  = $errors
    }
    $session.Writer.AutoFlush = $true
    $script:Sessions.Add($session)
    $session
}

function Stop-FaultSession {
    <#
    .SYNOPSIS
    Ends a session, and gives what it wrote to its standard error.
    #>
    param([Parameter(Mandatory)] $Session)

    $null = $script:Sessions.Remove($Session)
    $Session.Pipe.Dispose()
    if (-not $Session.Process.WaitForExit(10000)) {
        $Session.Process.Kill()
    }

    $Session.Errors.Result
    $Session.Process.Dispose()
}

function Invoke-FaultSession {
    <#
    .SYNOPSIS
    Runs a script in a session, and gives what it gave, with what the session printed as its property Printed.
    .PARAMETER Script
    The script. It sees nothing of the caller but its argument.
    .PARAMETER Argument
    Its parameters by name.
    #>
    param([Parameter(Mandatory)] $Session, [Parameter(Mandatory)] [scriptblock] $Script, [hashtable] $Argument = @{})

    $job = ConvertTo-Json -InputObject @{ Script = "$Script"; Argument = $Argument } -Depth 6 -Compress
    $Session.Writer.WriteLine($job)
    $printed = [Text.StringBuilder]::new()
    while ($true) {
        $line = $Session.Process.StandardOutput.ReadLineAsync()
        if (-not $line.Wait($script:JobTimeoutMilliseconds)) {
            $Session.Process.Kill()
            throw "The session did not end its job. It printed: $printed"
        }

        if ($null -eq $line.Result) {
            throw "The session has ended. It printed: $printed$($Session.Errors.Result)"
        }

        if ($line.Result.EndsWith($Session.Mark)) {
            break
        }

        $null = $printed.AppendLine($line.Result)
    }

    $answer = $Session.Reader.ReadLine() | ConvertFrom-Json -AsHashtable
    if ($answer.Failure) {
        throw "The session's job failed: $($answer.Failure)"
    }

    if ($answer.Value -is [hashtable]) {
        $answer.Value.Printed = "$printed"
    }

    $answer.Value
}

function Connect-FaultSession {
    <#
    .SYNOPSIS
    Lets a session connect, and keep the connection under a name.
    .PARAMETER Option
    Parameters of Connect-SunoApi.
    #>
    param(
        [Parameter(Mandatory)] $Session,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [hashtable] $Option
    )

    $null = Invoke-FaultSession $Session {
        param($Name, $Option)

        $Connections[$Name] = Connect-SunoApi @Option -PassThru -WarningAction Ignore
    } -Argument @{ Name = $Name; Option = $Option }
}

function Invoke-FaultCommand {
    <#
    .SYNOPSIS
    Lets a session pipe ids to a command with -Verbose -Debug, and gives all that came of it.
    #>
    param(
        [Parameter(Mandatory)] $Session,
        [Parameter(Mandatory)] [string] $Connection,
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string[]] $TaskId,
        [hashtable] $Parameter = @{}
    )

    Invoke-FaultSession $Session {
        param($Connection, $Command, $TaskId, $Parameter)

        $open = $Connections[$Connection]
        # Where -Debug is given, a warning asks how to go on unless it is told not to.
        Invoke-Captured { $TaskId | & $Command @Parameter -Connection $open -Verbose -Debug -WarningAction Continue }
    } -Argument @{ Connection = $Connection; Command = $Command; TaskId = $TaskId; Parameter = $Parameter }
}

function Find-FaultSecret {
    <#
    .SYNOPSIS
    The forms in which a key occurs in what a captured command printed and left behind, each with its place.
    #>
    param([Parameter(Mandatory)] [hashtable] $Result, [Parameter(Mandatory)] [string] $Key)

    Find-TestSecret -Text $Result.Printed -Key $Key | ForEach-Object { "$_, printed" }
    foreach ($file in $Result.Files) {
        $text = Get-Content -LiteralPath $file -Raw
        Find-TestSecret -Text "$text" -Key $Key | ForEach-Object { "$_, in the $(($file -split '\.')[-2])" }
        Remove-Item -LiteralPath $file
    }
}

# --- The page ---

function Write-FaultDocument {
    <#
    .SYNOPSIS
    Writes docs/faults.md.
    .PARAMETER Outcome
    The cells of the matrix.
    .PARAMETER Stop
    The measured stops.
    .PARAMETER MemoryMiB
    What memory grew by while a body without end, a bomb and a huge body were read.
    #>
    param(
        [Parameter(Mandatory)] [object[]] $Outcome,
        [Parameter(Mandatory)] [AllowEmptyCollection()] [object[]] $Stop,
        [int] $MemoryMiB
    )

    $invariant = [cultureinfo]::InvariantCulture
    $ids = $Outcome[0].Ids
    $lines = @(
        '# Faults'
        ''
        'What the cmdlets do when the gateway fails. This page is written by'
        ''
        '    $env:SUNOPS_WRITE_DOCS = 1; Invoke-Pester tests/Pester/Faults.Tests.ps1'
        ''
        "which also checks every row. $($PSVersionTable.OS), PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors."
        ''
        '## The matrix'
        ''
        "Each row is one command that is given $ids ids by the pipeline, three to a batch. The fault strikes the requests that hold the fifth id: *once*, with one retry allowed;"
        '*always*, with none, or with one that must not be used where it could not help. Every row keeps the law that each id leaves as one task or as one error whose `TargetObject`'
        'is the id, in the order of the input (`Wait-SunoTask`: each when it is done); shows the key nowhere; and leaves a connection that serves the next command. Requests are those that the gateway counted. A wait before'
        'a retry is chosen at random between zero and one second, unless the gateway names one. `Wait-SunoTask` asks on until its time is up, one second where a fault strikes always.'
        ''
        '| fault | strikes | command | outcome | requests | seconds | as it should be |'
        '| --- | --- | --- | --- | ---: | ---: | --- |'
        foreach ($row in $Outcome) {
            "| $($row.Fault) | $($row.Strikes) | ``$($row.Command)`` | $($row.Text) | $($row.Requests) | $($row.Seconds.ToString('0.00', $invariant)) | $($row.IsGood ? 'yes' : '**no**') |"
        }
        ''
        '## Memory'
        ''
        'A body without end, a bomb of 1.1 GiB and a body of 1 TiB, one after the other in a PowerShell of its own, are cut off at 64 MiB. The most memory that the process ever held grew'
        "by $MemoryMiB MiB: the buffers on the way to the limit, each twice the one before, stay in the runtime's pool for the next answer."
        ''
        '## Submissions and downloads'
        ''
        'Their laws are checked by tests of their own, fault by fault:'
        ''
        '- The gateway never takes more submissions than tasks and `SubmissionUnknown` errors come out, and each object that goes in leaves as one of them or as one other error'
        '  (`tests/Pester/SubmitFaults.Tests.ps1`, `tests/SunoPS.Client.Tests/Submissions`).'
        '- No file with its final name is ever incomplete, through a thousand downloads that are cut off at places chosen by a fixed seed (`tests/SunoPS.Client.Tests/Media`).'
        ''
        '## Stopping'
        ''
        'How long it takes until the prompt is back, and until the gateway sees that nobody waits for its answer any more, in milliseconds.'
        ''
        '| stopped by | command | while | prompt | requests cancelled | as it should be |'
        '| --- | --- | --- | ---: | ---: | --- |'
        foreach ($row in $Stop) {
            "| $($row.By) | ``$($row.Command)`` | $($row.While) | $($row.Prompt.ToString('0', $invariant)) | $($row.Cancelled.ToString('0', $invariant)) | $($row.IsGood ? 'yes' : '**no**') |"
        }
    )
    $path = Join-Path (Get-TestRepositoryRoot) 'docs' 'faults.md'
    [IO.File]::WriteAllText($path, ($lines -join "`n") + "`n")
}

Export-ModuleMember -Function *-Fault*
