// Changes as a PowerShell script that only shows what it would do unless it is called with -Apply. It reads before it
// writes, so that it does nothing twice. Every text in it stands in single quotes, and nothing of it is put together from
// parts or evaluated.

import type { Change, ChangedSetting } from './changes.ts';
import { type ExchangeObject, nouns, objectKinds, type Parameter, type Setting, titleOf } from './object.ts';
import { literal, quoted, type Value } from './value.ts';

export interface Script {
  /** What the first line says. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** Removals that are written as comments. */
  readonly pruned: readonly ExchangeObject[];
  /** Whether to look first whether everything is as one of the two scripts leaves it, and to stop otherwise. */
  readonly isChecked: boolean;
}

/** The text of a script, with the line ends of Windows. */
export function scriptOf({ title, changes, pruned, isChecked }: Script): string {
  const kinds = objectKinds.filter((kind) => changes.some(({ object }) => object.kind === kind));
  const lines = [
    `# ${title}`,
    '# Shows what it would do. Call it with -Apply to have it done. It has not been run against a real Exchange: try it in a lab.',
    'param([switch]$Apply)',
    'Set-StrictMode -Version 2',
    "$ErrorActionPreference = 'Stop'",
    '',
    ...(changes.length === 0 ? ['# There is nothing to do.'] : helpers),
    ...(isChecked && changes.length > 0 ? changes.flatMap((change) => ['', ...checked(change)]) : []),
    ...(changes.length === 0 ? [] : ['', ...backup(kinds.map((kind) => nouns[kind]))]),
    ...changes.flatMap((change) => ['', ...linesOf(change)]),
    ...(pruned.length === 0
      ? []
      : ['', '# What is there and not in the topology. Take the # away from what is to be removed.']),
    ...pruned.map((object) => `# ${pruning(object)}`),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** How values compare as texts; lists in any order. */
const helpers = [
  'function Only($Found, $Title) {',
  '  $all = @($Found | Where-Object { $_ -ne $null })',
  "  if ($all.Count -gt 1) { throw ('{0}: there are several of that name. Nothing more is changed.' -f $Title) }",
  '  if ($all.Count -eq 1) { $all[0] }',
  '}',
  "function Text($Value) { (@($Value) | ForEach-Object { ([string]$_).ToLowerInvariant() } | Sort-Object) -join '|' }",
  "function Names($Value) { Text (@($Value) | ForEach-Object { ([string]$_) -replace '^CN=([^,]*),.*$', '$1' -replace '^.*[\\\\/]', '' }) }",
  "function Hosts($Value) { Text (@($Value) | ForEach-Object { ([string]$_) -split ',' } | ForEach-Object { $_ -replace '[\\[\\]\\s]', '' }) }",
  "function Bytes($Value) { if ([string]$Value -match '\\(([^()]*) bytes\\)') { $Matches[1] -replace '\\D', '' } else { Text $Value } }",
];

function backup(names: readonly string[]): readonly string[] {
  return [
    '# What there is now, kept beside this script.',
    'if ($Apply) {',
    '  $folder = Split-Path -Parent $MyInvocation.MyCommand.Path',
    "  $time = (Get-Date).ToString('yyyyMMdd-HHmmss')",
    ...names.map(
      (noun) =>
        `  Get-${noun} | Export-Clixml -LiteralPath (Join-Path $folder ('before-{0}-{1}.xml' -f $time, ${quoted(noun)}))`,
    ),
    '}',
  ];
}

function linesOf(change: Change): readonly string[] {
  const { object } = change;
  const title = quoted(titleOf(object));
  switch (change.kind) {
    case 'create': {
      const later = object.settings.filter(({ isSetLater, isDefault }) => isSetLater && !isDefault);
      return [
        `# Create ${titleOf(object)}.`,
        `$it = ${found(object)}`,
        'if ($it -eq $null) {',
        `  ${creation(object)}`,
        ...(later.length === 0 ? [] : [`  if ($Apply) { ${changing(object, later)} }`]),
        `} else { Write-Output ('{0} is there already and stays as it is.' -f ${title}) }`,
      ];
    }
    case 'set':
      return [
        `# Change ${titleOf(object)}.`,
        `$it = ${found(object)}`,
        `if ($it -eq $null) { throw ('{0} is not there any more. Compare again.' -f ${title}) }`,
        `if (${change.settings.map(({ after }) => differs(after)).join(' -or ')}) {`,
        `  ${changing(
          object,
          change.settings.map(({ after }) => after),
        )}`,
        '}',
      ];
    case 'remove':
      return [
        `# Remove ${titleOf(object)}.`,
        `$it = ${found(object)}`,
        'if ($it -ne $null) {',
        `  ${removal(object)}`,
        '}',
      ];
  }
}

/** Stops the script when something is neither as it was nor as it was made. */
function checked(change: Change): readonly string[] {
  const { object } = change;
  const stop = `{ throw ('{0} was changed by somebody else. Nothing is changed.' -f ${quoted(titleOf(object))}) }`;
  const look = [`# Look at ${titleOf(object)}.`, `$it = ${found(object)}`];
  switch (change.kind) {
    case 'set': {
      const strange = change.settings.map((setting) => `(${neither(setting)})`);
      return [...look, `if ($it -eq $null -or ${strange.join(' -or ')}) ${stop}`];
    }
    case 'create':
    case 'remove':
      return [...look, `if ($it -ne $null -and (${object.settings.map(differs).join(' -or ')})) ${stop}`];
  }
}

function neither({ before, after }: ChangedSetting): string {
  const changed = `(${differs(after)})`;
  return before === undefined ? changed : `(${differs(before)}) -and ${changed}`;
}

/** An object, or nothing: names are compared, never taken for patterns. */
function found(object: ExchangeObject): string {
  const title = quoted(titleOf(object));
  const name = quoted(object.name);
  switch (object.kind) {
    case 'transport config':
      return `Only (Get-TransportConfig) ${title}`;
    case 'accepted domain':
      return `Only (Get-AcceptedDomain | Where-Object { [string]$_.DomainName -eq ${name} }) ${title}`;
    case 'receive connector': {
      const server = quoted(object.server ?? '');
      return `Only (Get-ReceiveConnector -Server ${server} | Where-Object { $_.Name -eq ${name} }) ${title}`;
    }
    default:
      return `Only (Get-${nouns[object.kind]} | Where-Object { $_.Name -eq ${name} }) ${title}`;
  }
}

/** Whether the object has the setting otherwise; parameters and properties bear the same names. */
function differs({ parameters }: Setting): string {
  return parameters.map(({ name, value }) => comparison(`$it.${name}`, value)).join(' -or ');
}

function comparison(property: string, value: Value): string {
  switch (value.kind) {
    case 'names':
      return `(Names ${property}) -ne (Names ${literal(value)})`;
    case 'hosts':
      return `(Hosts ${property}) -ne (Hosts ${literal(value)})`;
    case 'size':
      return `(Bytes ${property}) -ne ${quoted(value.bytes === Infinity ? 'unlimited' : String(value.bytes))}`;
    default:
      return `(Text ${property}) -ne (Text ${literal(value)})`;
  }
}

const onlyWhenApplied = '-WhatIf:(-not $Apply) -Confirm:$false';

function creation({ kind, creation: given, settings }: ExchangeObject): string {
  const said = settings.filter(({ isDefault, isSetLater }) => !isDefault && !isSetLater);
  const parameters = [...(given ?? []), ...said.flatMap((setting) => setting.parameters)];
  const written = parameters.filter(({ value }) => value.kind !== 'nothing').map(argument);
  return `New-${nouns[kind]} ${written.join(' ')} ${onlyWhenApplied}`;
}

function changing(object: ExchangeObject, settings: readonly Setting[]): string {
  const written = settings.flatMap(({ parameters }) => parameters).map(argument);
  return [`Set-${nouns[object.kind]}`, ...identity(object), ...written, onlyWhenApplied].join(' ');
}

function removal(object: ExchangeObject): string {
  return [`Remove-${nouns[object.kind]}`, ...identity(object), onlyWhenApplied].join(' ');
}

/** A removal that stands alone. */
function pruning(object: ExchangeObject): string {
  if (object.kind !== 'accepted domain') return removal(object);
  const domain = quoted(object.name);
  return `Get-AcceptedDomain | Where-Object { [string]$_.DomainName -eq ${domain} } | Remove-AcceptedDomain ${onlyWhenApplied}`;
}

function argument({ name, value }: Parameter): string {
  return `-${name} ${literal(value)}`;
}

function identity({ kind, name, server }: ExchangeObject): readonly string[] {
  if (kind === 'transport config') return [];
  if (kind === 'accepted domain') return ['-Identity $it.Name'];
  return [`-Identity ${quoted(server === undefined ? name : `${server}\\${name}`)}`];
}
