#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Compares tasks between two gateways.

.DESCRIPTION
    Fetches the same ids from both gateways, and outputs a row for each property of a task or a clip that differs, and
    for each task that only one of them knows. Equal tasks produce no output. Fields without a property
    (AdditionalProperties) are not compared. A warning has the message of any other error.

.PARAMETER TaskId
    The ids of the tasks.

.PARAMETER ReferenceConnection
    The connection to the first gateway, from Connect-SunoApi -PassThru.

.PARAMETER DifferenceConnection
    The connection to the second gateway.

.EXAMPLE
    $old = Connect-SunoApi -Gateway OpenAIHub -ApiKey $oldKey -PassThru
    $new = Connect-SunoApi -Gateway Ecovai -ApiKey $newKey -PassThru
    ./Compare-Gateway.ps1 -TaskId (Get-Content ids.txt) -ReferenceConnection $old -DifferenceConnection $new
    Shows whether both gateways return the same tasks.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)] [AllowEmptyString()] [string[]] $TaskId,
    [Parameter(Mandatory)] [SunoPS.SunoConnection] $ReferenceConnection,
    [Parameter(Mandatory)] [SunoPS.SunoConnection] $DifferenceConnection
)

$ErrorActionPreference = 'Stop'

# As the cmdlets take them: without blanks and a byte order mark around them.
$TaskId = @(
    $TaskId |
        ForEach-Object { $_.Trim().Trim([char] 0xFEFF).Trim() } |
        Where-Object { $_ } |
        Select-Object -Unique
)

# What a gateway has under an id: names with values as text, clips as "Clip 1 Title".
function Get-Answer {
    [OutputType([hashtable])]
    param([string[]] $Id, $Connection)

    $answers = @{}
    $problems = $null
    foreach (
        $task in Get-SunoTaskBatch $Id -Connection $Connection -ErrorVariable problems -ErrorAction SilentlyContinue
    ) {
        $values = [ordered]@{ Error = '' }
        foreach (
            $property in $task.PSObject.Properties | Where-Object Name -NotIn 'Gateway', 'AdditionalProperties', 'Clips'
        ) {
            $values[$property.Name] = "$($property.Value)"
        }

        foreach ($clip in $task.Clips) {
            foreach ($property in $clip.PSObject.Properties | Where-Object Name -NE AdditionalProperties) {
                $values["Clip $($clip.Index) $($property.Name)"] = "$($property.Value)"
            }
        }

        $answers[$task.TaskId] = $values
    }

    $problems | Where-Object FullyQualifiedErrorId -NotLike 'TaskNotFound,*' |
        ForEach-Object { "$_" } | Select-Object -Unique | Write-Warning
    foreach ($problem in $problems) {
        $answers[$problem.TargetObject] = [ordered]@{ Error = $problem.FullyQualifiedErrorId -replace ',.*' }
    }

    $answers
}

$reference = Get-Answer $TaskId $ReferenceConnection
$difference = Get-Answer $TaskId $DifferenceConnection
$isEqual = $true
foreach ($id in $TaskId) {
    # A task that one of them does not have differs in this alone.
    $names = if ($reference[$id].Error -or $difference[$id].Error) {
        'Error'
    } else {
        @($reference[$id].Keys) + @($difference[$id].Keys) | Select-Object -Unique
    }

    foreach ($name in $names | Where-Object { $reference[$id][$_] -cne $difference[$id][$_] }) {
        $isEqual = $false
        [pscustomobject]@{
            TaskId     = $id
            Property   = $name
            Reference  = $reference[$id][$name]
            Difference = $difference[$id][$name]
        }
    }
}

exit ($isEqual ? 0 : 1)
