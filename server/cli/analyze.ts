import { type WaitingPlace, waitingPlaces } from '#core/failure/waiting';
import type { Element } from '#core/model/topology';
import {
  adviceOf,
  analyzeFailures,
  type FailureReport,
  type SinglePointOfFailure,
} from '#core/failure/analyze-failures';
import type { RemedyKind } from '#core/routing/survey';
import { type AsymmetricRoute, asymmetricRoute, asymmetricWays } from '#core/failure/asymmetric';
import { changedWay } from '#core/failure/maintenance';
import { captionOf, matrixRow, matrixWays, wayAt, waysInWords, fewWaysInWords } from '#core/failure/ways';
import { reasonsInWords, waysWithoutMail } from '#core/failure/no-way';
import { serverOf } from '#core/model/element';
import type { ChangedWay } from '#core/failure/ways';
import { readDown } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { hasErrors } from './check.ts';
import type { Command } from './command.ts';
import { loadOne } from './load.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

export const analyze: Command = {
  name: 'analyze',
  usage: 'FILE [--down ELEMENT]... [--format text|json] [--matrix]',
  summary:
    'Says what breaks when something fails: single points of failure, those first that routing can mend, what mail costs ' +
    'from where to where, connectors ' +
    'without mail. --down checks a maintenance: what is stranded, dearer or rerouted while all these elements are off. ' +
    '--matrix writes every way to JSON in large organizations too, each on a line of its own.',
  options: { down: 'values', matrix: 'flag' },
  formats: ['text', 'json'],
  files: 'one',
  run(call, terminal) {
    const loaded = loadOne(call.files, terminal);
    const down = readDown(call.values('down'), loaded.topology);
    if (!down.ok) throw new CallError(down.error);
    const routing = compileRouting(loaded.topology);
    const report = finished(analyzeFailures(routing, { down: down.value }));
    const waiting = waitingIn(report, routing, down.value);
    if (call.value('format') === 'json') writeJson(report, terminal, { asked: call.flags.has('matrix'), waiting });
    else writeText(report, routing, terminal, waiting);
    return hasErrors(loaded, terminal) ? 1 : 0;
  },
};

/** Where what a maintenance strands waits. */
function waitingIn(
  { maintenance }: FailureReport,
  routing: Routing,
  down: readonly Element[],
): readonly WaitingPlace[] {
  if (maintenance === undefined) return [];
  return waitingPlaces(routing, maintenance.before, { stranded: maintenance.stranded, down });
}

function finished<T>(work: Generator<unknown, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

const pieceLength = 65_536;

/** So many rows of a matrix, and ways in lists, are written without being asked for; scripts rely on it. */
const mostRows = 10_000;

/** Else of long lists these are written, with how many there are: of the worst hundred points more than of others. */
const mostPoints = 100;
const mostWays = 100;
const fewWays = 5;

/** Piece by piece: the matrix of a large organization has a million rows. */
function writeJson(
  report: FailureReport,
  terminal: Terminal,
  { asked, waiting }: { readonly asked: boolean; readonly waiting: readonly WaitingPlace[] },
): void {
  const { survey, singlePoints, unused, spare } = report;
  const isWhole = asked || rowCount(survey) <= mostRows;
  const most = isWhole ? Infinity : mostWays;
  terminal.out('{"format":1,"singlePoints":');
  writeList(terminal, singlePoints.entries(), ([at, point]) =>
    pointJson(survey, point, isWhole || at < mostPoints ? most : fewWays),
  );
  terminal.out(',"matrix":');
  if (isWhole) writeList(terminal, matrixWays(survey), (way) => matrixRow(survey, way));
  else terminal.out('null');
  terminal.out(`,"unused":${JSON.stringify(unused)},"spare":${JSON.stringify(spare)},"asymmetric":`);
  const asymmetric = asymmetricWays(survey);
  writeList(terminal, asymmetric.slice(0, most), (way) => asymmetryJson(asymmetricRoute(survey, way)));
  terminal.out(`,"asymmetricCount":${String(asymmetric.length)}`);
  terminal.out(`,"maintenance":${JSON.stringify(maintenanceJson(report, waiting, most))}}\n`);
  if (!isWhole) terminal.err(`bridgehead: ${matrixNote(survey)}\n`);
}

function matrixNote(survey: Survey): string {
  const rows = rowCount(survey).toLocaleString('en');
  return `the matrix has ${rows} rows, so "matrix" is null and long lists are cut; --matrix writes all of them.`;
}

/** A group has no row to itself. */
function rowCount({ sources, destinations }: Survey): number {
  return sources.length * Math.max(0, destinations.length - 1);
}

/** Each item on a line of its own, so that a long list can be read line by line. */
function writeList<T>(terminal: Terminal, items: Iterable<T>, jsonOf: (item: T) => object): void {
  let text = '[';
  let separator = '\n';
  for (const item of items) {
    text += `${separator}${JSON.stringify(jsonOf(item))}`;
    separator = ',\n';
    if (text.length < pieceLength) continue;
    terminal.out(text);
    text = '';
  }
  terminal.out(`${text}]`);
}

function pointJson(survey: Survey, { element, strands, detours, remedy }: SinglePointOfFailure, most: number): object {
  const ways = Array.from(strands.subarray(0, most), (way) => wayAt(survey, way));
  const stranded = strands.length;
  return { element, strands: ways, stranded, detours, remedy: adviceOf(remedy), mendedBy: remedy.by };
}

function asymmetryJson({ there, back }: AsymmetricRoute): object {
  return { from: there.from, to: there.to, there, back };
}

function maintenanceJson(
  { maintenance }: FailureReport,
  waiting: readonly WaitingPlace[],
  most: number,
): object | null {
  if (maintenance === undefined) return null;
  const { before, stranded, dearer, rerouted } = maintenance;
  const changed = (ways: Int32Array) => Array.from(ways.subarray(0, most), (way) => changedWay(maintenance, way));
  return {
    stranded: Array.from(stranded.subarray(0, most), (way) => wayAt(before, way)),
    dearer: changed(dearer),
    rerouted: changed(rerouted),
    waiting: waiting.map(({ queue, server, ways }) => ({
      queue,
      server,
      ways: ways.slice(0, most).map((way) => wayAt(before, way)),
    })),
    counts: { stranded: stranded.length, dearer: dearer.length, rerouted: rerouted.length },
  };
}

function writeText(
  report: FailureReport,
  routing: Routing,
  terminal: Terminal,
  waiting: readonly WaitingPlace[],
): void {
  const { survey, whole, singlePoints, unused, spare } = report;
  const paint = painter(terminal.color);
  const heading = (text: string) => terminal.out(`${paint('bold', text)}\n`);
  if (report.maintenance !== undefined) {
    heading('While these are off together');
    [...maintenanceLines(report), ...waitingLines(report, waiting)].forEach((line) =>
      terminal.out(`  ${printable(line)}\n`),
    );
    terminal.out('\n');
  }
  heading(report.maintenance === undefined ? 'Single points of failure' : 'What would strand mail besides');
  if (singlePoints.length === 0) terminal.out('  None: no single failure strands mail.\n');
  const all = joined(singlePoints);
  for (const kind of ['routing', 'hardware'] as const) {
    const points = all.filter(({ remedy }) => remedy.by === kind);
    if (points.length > 0) terminal.out(`  ${headingOf(kind, survey)}\n`);
    for (const { names, strands, remedy } of points) {
      terminal.out(`    ${paint('yellow', printable(names.join(', ')))}\n`);
      for (const line of strandLines(survey, strands)) terminal.out(`      ${printable(line)}\n`);
      terminal.out(`      ${printable(adviceOf(remedy))}\n`);
    }
  }
  const lonely = all.filter(({ remedy }) => remedy.by === 'cluster').flatMap(({ names }) => names[0] ?? []);
  if (lonely.length > 0) terminal.out(`  ${kindHeadings.cluster}\n    ${printable(few(lonely))}\n`);
  terminal.out('\n');
  heading('What mail costs, from (down) to (across)');
  matrixLines(survey).forEach((line) => terminal.out(`  ${printable(line)}\n`));
  noWayLines(whole, routing).forEach((line) => terminal.out(line === '' ? '\n' : `  ${printable(line)}\n`));
  if (report.maintenance === undefined) writeRest(terminal, heading, survey, { unused, spare });
}

function writeRest(
  terminal: Terminal,
  heading: (text: string) => void,
  survey: Survey,
  { unused, spare }: Pick<FailureReport, 'unused' | 'spare'>,
): void {
  const asymmetric = asymmetricWays(survey);
  if (asymmetric.length > 0) {
    terminal.out('\n');
    heading('Mail that goes another way back');
    for (const way of asymmetric.slice(0, mostShown)) {
      terminal.out(`  ${printable(asymmetryLine(asymmetricRoute(survey, way)))}\n`);
    }
    const more = asymmetric.length - mostShown;
    if (more > 0) terminal.out(`  and ${String(more)} more; see --format json\n`);
  }
  terminal.out('\n');
  heading('Connectors');
  terminal.out(`  without mail, whatever fails: ${printable(namesOf(unused))}\n`);
  terminal.out(`  only when something fails: ${printable(namesOf(spare))}\n`);
}

const kindHeadings: Readonly<Record<RemedyKind, string>> = {
  routing: 'Bridgeheads, targets and connectors can mend these, worst first:',
  hardware: 'These take another server or host, worst first:',
  cluster: 'Only a cluster keeps the mailboxes in reach that are on:',
};

function headingOf(kind: RemedyKind, { called }: Survey): string {
  return kind === 'routing' && called === 'site' ? 'Connectors can mend these, worst first:' : kindHeadings[kind];
}

function few(names: readonly string[]): string {
  const more = names.length - mostShown;
  return names.slice(0, mostShown).join(', ') + (more > 0 ? ` and ${String(more)} more; see --format json` : '');
}

const mostShown = 10;

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `'${name}'`).join(', ');
}

/** A server and its virtual server often strand the same; then what to do about the first is what to do. */
interface JoinedPoint extends SinglePointOfFailure {
  readonly names: readonly string[];
}

function joined(points: readonly SinglePointOfFailure[]): readonly JoinedPoint[] {
  const found: { point: SinglePointOfFailure; names: string[] }[] = [];
  const servers = new Map<string, { point: SinglePointOfFailure; names: string[] }>();
  for (const point of points) {
    const server = serverOf(point.element);
    const owner = server === undefined ? undefined : servers.get(server);
    if (owner !== undefined && sameWays(owner.point.strands, point.strands)) {
      owner.names.push(point.element);
      continue;
    }
    const entry = { point, names: [point.element] };
    found.push(entry);
    servers.set(point.element, entry);
  }
  return found.map(({ point, names }) => ({ ...point, names }));
}

function sameWays(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && one.every((way, at) => way === other[at]);
}

/** `strands mail from London and Tokyo to Seattle`: a line for every set of sources. */
function strandLines(survey: Survey, strands: Iterable<number>): readonly string[] {
  const lines = waysInWords(survey, strands);
  const shown = lines.slice(0, mostShown).map((line) => `strands mail ${line}`);
  return lines.length > mostShown ? [...shown, `and ${String(lines.length - mostShown)} more`] : shown;
}

function maintenanceLines({ maintenance }: FailureReport): readonly string[] {
  if (maintenance === undefined) return [];
  const { before, stranded, dearer, rerouted } = maintenance;
  if (stranded.length + dearer.length + rerouted.length === 0) return ['Nothing changes: no mail goes by them.'];
  const changed = [...dearer, ...rerouted].slice(0, mostShown).map((way) => changeLine(changedWay(maintenance, way)));
  const more = dearer.length + rerouted.length - changed.length;
  return [
    ...(stranded.length === 0 ? ['No mail is stranded.'] : strandLines(before, stranded)),
    ...changed,
    ...(more > 0 ? [`and ${String(more)} more go another way; see --format json`] : []),
  ];
}

/** `mail from Seattle to Tokyo waits in 'site:Tokyo;version:15' on LON-MBX01`. */
function waitingLines({ maintenance }: FailureReport, waiting: readonly WaitingPlace[]): readonly string[] {
  if (maintenance === undefined) return [];
  const shown = waiting.slice(0, mostShown).map(({ queue, server, ways }) => {
    const where = server === null ? 'at the system that sends it' : `on ${server}`;
    return `mail ${fewWaysInWords(maintenance.before, ways)} waits in '${queue}' ${where}`;
  });
  const more = waiting.length - shown.length;
  return more > 0 ? [...shown, `and in ${String(more)} more queues; see --format json`] : shown;
}

function changeLine({ before, after }: ChangedWay): string {
  const cost = before.cost === after.cost ? `at cost ${String(after.cost)}` : costsInstead(before.cost, after.cost);
  return `mail from ${after.from} to ${after.to} goes by ${namesOf(after.connectors)}, ${cost}`;
}

function costsInstead(before: number | null, after: number | null): string {
  return `at cost ${String(after)} instead of ${String(before)}`;
}

function asymmetryLine({ there, back }: AsymmetricRoute): string {
  const said = ({ cost, connectors }: { cost: number | null; connectors: readonly string[] }) =>
    cost === null ? 'not at all' : `by ${namesOf(connectors)} at cost ${String(cost)}`;
  return `${there.from} to ${there.to} ${said(there)}; back ${said(back)}`;
}

/** Why there is no way where the table has none, although nothing fails. */
function noWayLines(whole: Survey, routing: Routing): readonly string[] {
  const ways = finished(waysWithoutMail(whole));
  if (ways.length === 0) return [];
  const { lines, more } = reasonsInWords(routing, whole, ways, mostShown);
  const rest = more === 0 ? [] : [`and ${String(more)} more ways without mail; see --format json --matrix`];
  return [
    '',
    'No way, although nothing fails:',
    ...lines.map((line) => `  ${line}`),
    ...rest.map((line) => `  ${line}`),
  ];
}

const widestMatrix = 12;

/** A table where it can be read; else the few lines that can. `-` is no way, `.` the group itself. */
function matrixLines(survey: Survey): readonly string[] {
  const captions = survey.destinations.map(captionOf);
  if (captions.length > widestMatrix || survey.sources.length > 50) {
    const size = `${String(survey.sources.length)} ${survey.called ?? 'routing group'}s, ${String(captions.length)} destinations`;
    return [`${size}: too many for a table; see --format json --matrix`];
  }
  const rows = survey.sources.map((from, source) => [
    from,
    ...captions.map((_, to) => (to === source ? '.' : String(survey.cost(source, to) ?? '-'))),
  ]);
  const table = [['', ...captions], ...rows];
  const widths = ['', ...captions].map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table.map(
    (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd(), // prettier-ignore
  );
}
