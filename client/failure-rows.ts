// The rows of the view of failures, as plain data: what stands in them, what is below them, what they show when they
// are chosen. Knows nothing of the editor.

import { serverOf, type ElementId } from '#core/model/element';
import type { ChangedWay, MatrixRow, Way } from '#core/failure/ways';
import type { FailuresAnswer, FailuresProgress, SinglePoint } from '#core/protocol/requests';
import { ended } from '#core/syntax/wording';
import { counted, grouped } from './counted.ts';

export interface Row {
  readonly label: string;
  readonly description: string;
  /** A codicon. */
  readonly icon: string;
  /** The row's whole sentence, for the tooltip and for those who hear it. */
  readonly sentence: string;
  /** Whose source it shows; undefined for none. */
  readonly element?: ElementId;
  /** What it switches off in the preview; undefined when choosing it does not touch the preview. */
  readonly off?: readonly ElementId[];
  readonly open: boolean;
  readonly children: readonly Row[];
}

/** An argument of a command that is a row. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'sentence' in value && 'children' in value;
}

/** An analysis as far as it has come: what was found before and what a step has brought, worst first. */
export function worstSoFar(before: FailuresAnswer | undefined, step: FailuresProgress): FailuresAnswer {
  const { root, version, down, found, maintenance } = step;
  const points = [...(before?.singlePoints ?? []), ...found];
  return {
    root,
    version,
    down,
    ways: 0,
    noWay: { count: 0, first: [] },
    singlePoints: points.sort((one, other) => other.stranded - one.stranded),
    unused: [],
    spare: [],
    asymmetric: { count: 0, first: [] },
    maintenance: maintenance ?? before?.maintenance ?? null,
  };
}

/** The whole tree: what is wrong already first, then what maintenance does, then single failures, then what else was found. */
export function failureRows(answer: FailuresAnswer, { isWhole = true } = {}): readonly Row[] {
  if (!isWhole) return [...maintenanceRows(answer), soFarRow(answer)];
  if (answer.ways === 0 && answer.singlePoints.length === 0) return [nothingRow];
  return [
    ...noWayRows(answer),
    ...maintenanceRows(answer),
    singlePointRows(answer),
    ...asymmetricRows(answer),
    ...unusedRows(answer),
    ...spareRows(answer),
  ];
}

/** What no failure can make worse. */
function noWayRows({ noWay: { count, first } }: FailuresAnswer): readonly Row[] {
  const rows = first.map((way): Row => {
    const sentence = `Mail ${inWords(way)} is not delivered, although nothing fails. ${way.reason}`.trimEnd();
    return { ...row(between(way), 'mail', sentence), description: way.reason };
  });
  return count === 0
    ? []
    : [group('No way today', { count, icon: 'error', rows: [...rows, ...inMatrix(count, rows)] })];
}

function soFarRow(answer: FailuresAnswer): Row {
  if (answer.singlePoints.length === 0) return row('Looking at failures…', 'search', 'Looking at failures one by one.');
  const points = singlePointRows(answer);
  const description = `${points.description} so far`;
  return { ...points, description, sentence: `${points.label}: ${description}.` };
}

function maintenanceRows({ maintenance, down }: FailuresAnswer): readonly Row[] {
  if (maintenance === null) return [];
  const { counts } = maintenance;
  const together = `Off together: ${down.join(', ')}`;
  const stranded = maintenance.stranded.map((way) => ({ ...wayRow(way), off: down }));
  const changes = (label: string, count: number, icon: string, ways: readonly ChangedWay[]): Row => {
    const rows = ways.map((way) => changedRow(way, down));
    return group(label, { count, icon, rows: [...rows, ...inMatrix(count, rows)] });
  };
  return [
    { ...row(together, 'tools', `${ended(together)} Everything below is with these off.`), off: down },
    counts.stranded === 0
      ? fine('No mail is stranded')
      : group('Stranded', {
          count: counts.stranded,
          icon: 'error',
          rows: [...stranded, ...inMatrix(counts.stranded, stranded)],
          open: true,
        }),
    counts.dearer === 0
      ? fine('No mail becomes dearer')
      : changes('Dearer', counts.dearer, 'arrow-up', maintenance.dearer),
    counts.rerouted === 0
      ? fine('No mail is rerouted at the same cost')
      : changes('Rerouted at the same cost', counts.rerouted, 'git-compare', maintenance.rerouted),
  ];
}

/** More than anybody reads one by one: what strands less is one row further down. */
const mostPoints = 100;

function singlePointRows({ singlePoints, down }: FailuresAnswer): Row {
  const isMaintenance = down.length > 0;
  if (singlePoints.length === 0) {
    return fine(isMaintenance ? 'No further single failure would strand mail' : 'No single failure strands mail');
  }
  const all = joined(singlePoints);
  const rowsOf = (...kinds: readonly SinglePoint['mendedBy'][]) =>
    kinds
      .flatMap((kind) => all.filter(([{ mendedBy }]) => mendedBy === kind))
      .map(([point, ...within]) => {
        return singlePointRow(point, within, down);
      });
  const rows = rowsOf('routing', 'hardware');
  const rest = rows.slice(mostPoints);
  const more = `And ${grouped(rest.length)} more, which take no less to mend`;
  const lonely = rowsOf('cluster');
  const cluster = 'Mailboxes that only a cluster keeps in reach';
  return group(isMaintenance ? 'A further failure would strand mail' : 'Single points of failure', {
    count: all.length,
    icon: 'warning',
    rows: [
      ...rows.slice(0, mostPoints),
      ...(rest.length === 0 ? [] : [{ ...row(more, 'ellipsis', `${more}.`), children: rest }]),
      ...(lonely.length === 0 ? [] : [group(cluster, { count: lonely.length, icon: 'server', rows: lonely })]),
    ],
    open: true,
  });
}

type Joined = [SinglePoint, ...SinglePoint[]];

/** A virtual server whose failure strands as much as that of its server stands with it. */
function joined(points: readonly SinglePoint[]): readonly Joined[] {
  const found = new Map<ElementId, Joined>();
  for (const point of points) {
    const owner = serverOf(point.element);
    const server = owner && found.get(owner);
    if (server?.[0].stranded === point.stranded) server.push(point);
    else found.set(point.element, [point]);
  }
  return [...found.values()];
}

function singlePointRow(point: SinglePoint, within: readonly SinglePoint[], down: readonly ElementId[]): Row {
  const { element, strands, stranded, remedy } = point;
  const off = [...down, element];
  const description = `strands ${counted(stranded, 'way')}`;
  return {
    label: element,
    description,
    icon: 'warning',
    sentence: `When ${element} fails, it ${description}. ${remedy}`,
    element,
    off,
    open: false,
    children: [
      { ...row(remedy, 'lightbulb', remedy), element, off },
      ...within.map((one) => singlePointRow(one, [], down)),
      ...strands.map((way) => ({ ...wayRow(way), off })),
      ...moreRow(stranded - strands.length, ''),
    ],
  };
}

function asymmetricRows({ asymmetric: { count, first } }: FailuresAnswer): readonly Row[] {
  if (count === 0) return [];
  const rows = first.map(({ there, back }): Row => {
    const description = `${takes(there)} there, ${takes(back)} back`;
    return {
      ...row(
        `${there.from} ⇄ ${there.to}`,
        'arrow-swap',
        `Between ${there.from} and ${there.to} mail takes ${description}.`,
      ),
      description,
    };
  });
  const all = [...rows, ...inMatrix(count, rows)];
  return [group('Other way back than forth', { count, icon: 'arrow-swap', rows: all })];
}

function unusedRows({ unused }: FailuresAnswer): readonly Row[] {
  if (unused.length === 0) return [];
  const rows = unused.map((element) => ({
    ...row(element, 'circle-slash', `${element} never carries anything.`),
    element,
  }));
  return [group('Connectors that never carry anything', { count: rows.length, icon: 'circle-slash', rows })];
}

function spareRows({ spare }: FailuresAnswer): readonly Row[] {
  if (spare.length === 0) return [];
  const rows = spare.map((element) => ({
    ...row(element, 'debug-pause', `${element} carries something only when something else fails.`),
    element,
  }));
  return [group('Connectors for failures only', { count: rows.length, icon: 'debug-pause', rows })];
}

/** A heading with its count. */
function group(
  label: string,
  shown: { readonly count: number; readonly icon: string; readonly rows: readonly Row[]; readonly open?: boolean },
): Row {
  const { count, icon, rows, open = false } = shown;
  const description = grouped(count);
  return { ...row(label, icon, `${label}: ${description}.`), description, open, children: rows };
}

/** There is nothing of that kind, and that is good. */
function fine(label: string): Row {
  return row(label, 'pass', `${label}.`);
}

function wayRow(way: Way): Row {
  return row(between(way), 'mail', `Mail ${inWords(way)} is stranded.`);
}

function changedRow({ before, after }: ChangedWay, off: readonly ElementId[]): Row {
  const description = `${takes(before)} → ${takes(after)}`;
  return { ...row(between(before), 'mail', `Mail ${inWords(before)}: ${description}.`), description, off };
}

function between({ from, to }: Way): string {
  return from === to ? `Within ${from}` : `${from} → ${to}`;
}

function inWords({ from, to }: Way): string {
  return from === to ? `within ${from}` : `from ${from} to ${to}`;
}

/** The way's connectors and its cost. */
function takes({ cost, connectors }: MatrixRow): string {
  const by = connectors.length === 0 ? 'no connector' : connectors.join(', ');
  return cost === null ? 'no way' : `${by} (${cost})`;
}

/** What is left of a list of which only the first are shown here. */
function inMatrix(count: number, shown: readonly Row[]): readonly Row[] {
  return moreRow(count - shown.length, ', which the matrix shows');
}

function moreRow(more: number, where: string): readonly Row[] {
  const label = `And ${grouped(more)} more`;
  return more > 0 ? [row(label, 'ellipsis', `${label}${where}.`)] : [];
}

const nothingRow: Row = {
  ...row(
    'Nothing to analyze',
    'info',
    'Nothing to analyze: mail has nowhere to go but where it is. Write a connector or a second routing group.',
  ),
  description: 'Write a connector or a second routing group.',
};

function row(label: string, icon: string, sentence: string): Row {
  return { label, description: '', icon, sentence, open: false, children: [] };
}
