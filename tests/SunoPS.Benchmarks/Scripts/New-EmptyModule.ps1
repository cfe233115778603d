#Requires -Version 7.4

# Creates a binary module with a manifest and one empty cmdlet: the minimum cost of importing a binary module.
param([Parameter(Mandatory)] [string] $Folder)

$ErrorActionPreference = 'Stop'
Add-Type -OutputAssembly (Join-Path $Folder 'Empty.dll') -TypeDefinition @'
[System.Management.Automation.Cmdlet("Get", "Nothing")]
public sealed class GetNothingCommand : System.Management.Automation.PSCmdlet { }
'@
New-ModuleManifest -Path (Join-Path $Folder 'Empty.psd1') -RootModule Empty.dll -CmdletsToExport Get-Nothing `
    -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
