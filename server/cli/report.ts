// How findings look: for people, for programs, for code scanning and for GitHub's checks.

import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import type { FileId, Place } from '#core/model/topology';
import type { Range } from '#core/protocol/requests';
import type { Loaded } from './load.ts';
import type { Terminal } from './terminal.ts';

/** The findings of one topology, whose places its files resolve. */
export interface Findings {
  readonly loaded: Loaded;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarize(findings: readonly Findings[]): Summary {
  const count = (...severities: Severity[]) =>
    findings.flatMap((each) => each.diagnostics).filter((each) => severities.includes(each.severity)).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info', 'hint') };
}

/** Findings with their source lines, as a person reads them. */
export function reportText(findings: readonly Findings[], summary: Summary, terminal: Terminal): void {
  const paint = painter(terminal.color);
  for (const { loaded, diagnostics } of findings) {
    for (const diagnostic of diagnostics) terminal.out(`${describe(loaded, diagnostic, paint)}\n`);
  }
  const parts = [
    [summary.errors, 'error'],
    [summary.warnings, 'warning'],
    [summary.infos, 'information'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  terminal.out(said.length === 0 ? 'No errors, no warnings.\n' : `${said.join(', ')}.\n`);
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 || noun === 'information' ? '' : 's'}`;
}

type Paint = (style: 'red' | 'yellow' | 'cyan' | 'dim' | 'bold', text: string) => string;

const codes = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 };

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${String(codes[style])}m${text}\u001b[0m` : text);
}

const styles = { error: 'red', warning: 'yellow', info: 'cyan', hint: 'dim' } as const;

function describe(loaded: Loaded, diagnostic: Diagnostic, paint: Paint): string {
  const { severity, code, message, place, related } = diagnostic;
  const lines = [
    `${paint('bold', pointer(loaded, place))}: ${paint(styles[severity], severity)} ${printable(message)} ${paint('dim', `[${code}]`)}`,
    ...excerpt(loaded, place, (text) => paint(styles[severity], text)),
    ...related.map((each) => paint('dim', `  ${pointer(loaded, each.place)}: ${printable(each.message)}`)),
  ];
  return lines.join('\n');
}

function pointer(loaded: Loaded, place: Place): string {
  const { start } = loaded.range(place);
  return `${place.file}:${String(start.line + 1)}:${String(start.character + 1)}`;
}

const widestExcerpt = 160;

function excerpt(loaded: Loaded, place: Place, paint: (text: string) => string): string[] {
  const { start, end } = loaded.range(place);
  const line = printable(loaded.line(place.file, start.line, widestExcerpt + 1));
  if (line.trim() === '' || line.length > widestExcerpt) return [];
  const width = Math.max(1, (end.line === start.line ? end.character : line.length) - start.character);
  return [`    ${line}`, `    ${' '.repeat(start.character)}${paint('~'.repeat(width))}`];
}

/** Text without control characters, which a hostile file could use to write over the terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd').replaceAll('\t', ' ');
}

/** The JSON document of `check` (docs/language.md, Command line). */
export function reportJson(findings: readonly Findings[], summary: Summary): object {
  const files = new Map<FileId, { readonly path: string; readonly diagnostics: object[] }>();
  for (const { loaded, diagnostics } of findings) {
    for (const file of loaded.files) {
      const entry = files.get(file) ?? { path: loaded.reportedPath(file), diagnostics: [] };
      files.set(file, entry);
      const here = diagnostics.filter((each) => each.place.file === file);
      entry.diagnostics.push(...here.map((each) => jsonOf(loaded, each)));
    }
  }
  return { format: 1, files: [...files.values()], summary };
}

function jsonOf(loaded: Loaded, diagnostic: Diagnostic): object {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    range: loaded.range(diagnostic.place),
    related: diagnostic.related.map((each) => ({
      path: loaded.reportedPath(each.place.file),
      range: loaded.range(each.place),
      message: each.message,
    })),
  };
}

const sarifLevels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, for code scanning. Lines and columns are one-based there; columns count UTF-16 units. */
export function reportSarif(findings: readonly Findings[], version: string): object {
  const all = findings.flatMap(({ loaded, diagnostics }) => diagnostics.map((each) => ({ loaded, diagnostic: each })));
  const rules = [...new Set(all.map(({ diagnostic }) => diagnostic.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Bridgehead', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: all.map(({ loaded, diagnostic }) => ({
          ruleId: diagnostic.code,
          level: sarifLevels[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [sarifLocation(loaded, diagnostic.place)],
          relatedLocations: diagnostic.related.map((each) => ({
            ...sarifLocation(loaded, each.place),
            message: { text: each.message },
          })),
        })),
      },
    ],
  };
}

function sarifLocation(loaded: Loaded, place: Place): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(place.file) },
      region: oneBased(loaded.range(place)),
    },
  };
}

/** A relative path stays relative, to where the command was called. */
function uriOf(file: FileId): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split('/').map(encodeURIComponent).join('/');
}

function oneBased({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

const githubCommands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** GitHub's workflow commands, one a finding. */
export function reportGithub(findings: readonly Findings[]): string {
  return findings
    .flatMap(({ loaded, diagnostics }) => diagnostics.map((each) => githubLine(loaded, each)))
    .map((line) => `${line}\n`)
    .join('');
}

function githubLine(loaded: Loaded, { severity, place, code, message }: Diagnostic): string {
  const { startLine, startColumn, endLine, endColumn } = oneBased(loaded.range(place));
  const where =
    `file=${githubProperty(place.file)},line=${String(startLine)},endLine=${String(endLine)}` +
    (startLine === endLine ? `,col=${String(startColumn)},endColumn=${String(endColumn)}` : '');
  return `::${githubCommands[severity]} ${where},title=${githubProperty(code)}::${githubText(message)}`;
}

function githubText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function githubProperty(text: string): string {
  return githubText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
