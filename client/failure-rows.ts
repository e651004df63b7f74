// The rows of the view of failures, as plain data: what stands in them, what is below them, what they show when they
// are chosen. Knows nothing of the editor.

import type { ElementId } from '#core/model/element';
import type { ChangedWay, FailuresAnswer, FailuresProgress, MatrixRow, SinglePoint, Way } from '#core/protocol';

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
  const { root, version, down, found } = step;
  const points = [...(before?.singlePoints ?? []), ...found];
  return {
    root,
    version,
    down,
    ways: 0,
    noWay: { count: 0, first: [] },
    singlePoints: points.sort((one, other) => other.stranded - one.stranded),
    unused: [],
    asymmetric: [],
    maintenance: null,
  };
}

/** The whole tree: what is wrong already first, then what maintenance does, then single failures, then what else was found. */
export function failureRows(answer: FailuresAnswer, { isWhole = true } = {}): readonly Row[] {
  if (!isWhole) return [unfinished(singlePointRows(answer))];
  if (answer.ways === 0 && answer.singlePoints.length === 0) return [nothingRow];
  return [
    ...noWayRows(answer),
    ...maintenanceRows(answer),
    singlePointRows(answer),
    ...asymmetricRows(answer),
    ...unusedRows(answer),
  ];
}

/** What no failure can make worse. */
function noWayRows({ noWay }: FailuresAnswer): readonly Row[] {
  if (noWay.count === 0) return [];
  const rows = noWay.first.map(({ from, to }) =>
    row(`${from} → ${to}`, 'mail', `Mail from ${from} to ${to} is not delivered, although nothing fails.`),
  );
  return [group('No way today', noWay.count, 'error', rows, { none: '', open: false })];
}

function unfinished(group: Row): Row {
  const description = `${group.description} so far`;
  return { ...group, description, sentence: `${group.label}: ${description}.` };
}

function maintenanceRows({ maintenance, down }: FailuresAnswer): readonly Row[] {
  if (maintenance === null) return [];
  const { stranded, rerouted, dearer, counts } = maintenance;
  const together = `Off together: ${down.join(', ')}`;
  return [
    {
      ...row(together, 'tools', `${together}. Everything below is with these off.`),
      off: down,
    },
    group(
      'Stranded',
      counts.stranded,
      'error',
      stranded.map((way) => ({ ...wayRow(way), off: down })),
      {
        none: 'No mail is stranded',
        open: true,
      },
    ),
    group(
      'Dearer',
      counts.dearer,
      'arrow-up',
      dearer.map((way) => changedRow(way, down)),
      {
        none: 'No way becomes dearer',
        open: false,
      },
    ),
    group(
      'Rerouted at the same cost',
      counts.rerouted,
      'git-compare',
      rerouted.map((way) => changedRow(way, down)),
      {
        none: 'No way changes at the same cost',
        open: false,
      },
    ),
  ];
}

function singlePointRows({ singlePoints, down }: FailuresAnswer): Row {
  const isMaintenance = down.length > 0;
  return group(
    isMaintenance ? 'A further failure would strand mail' : 'Single points of failure',
    singlePoints.length,
    'warning',
    singlePoints.map((point) => singlePointRow(point, down)),
    {
      none: isMaintenance ? 'No further single failure would strand mail' : 'No single failure strands mail',
      open: true,
    },
  );
}

function singlePointRow({ element, strands, stranded, remedy }: SinglePoint, down: readonly ElementId[]): Row {
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
      ...strands.map((way) => ({ ...wayRow(way), off })),
      ...moreRow(stranded - strands.length),
    ],
  };
}

function asymmetricRows({ asymmetric }: FailuresAnswer): readonly Row[] {
  if (asymmetric.length === 0) return [];
  const rows = asymmetric.map(({ there, back }): Row => {
    const description = `${takes(there)} there, ${takes(back)} back`;
    return {
      ...row(
        `${there.from} ⇄ ${there.to}`,
        'arrow-swap',
        `Between ${there.from} and ${there.to} mail takes ${description}.`,
      ),
      description,
      open: false,
    };
  });
  return [group('Other way back than forth', asymmetric.length, 'arrow-swap', rows, { none: '', open: false })];
}

function unusedRows({ unused }: FailuresAnswer): readonly Row[] {
  if (unused.length === 0) return [];
  const rows = unused.map((element) => ({
    ...row(element, 'circle-slash', `${element} never carries anything.`),
    element,
  }));
  return [
    group('Connectors that never carry anything', unused.length, 'circle-slash', rows, { none: '', open: false }),
  ];
}

/** A heading with its count; a row that says so where there is nothing below it. */
function group(
  label: string,
  count: number,
  icon: string,
  children: readonly Row[],
  { none, open }: { readonly none: string; readonly open: boolean },
): Row {
  if (count === 0) return row(none, 'pass', `${none}.`);
  const more = moreRow(count - children.length);
  return {
    ...row(label, icon, `${label}: ${count}.`),
    description: String(count),
    open,
    children: [...children, ...more],
  };
}

function wayRow({ from, to }: Way): Row {
  return row(`${from} → ${to}`, 'mail', `Mail from ${from} to ${to} is stranded.`);
}

function changedRow({ before, after }: ChangedWay, off: readonly ElementId[]): Row {
  const description = `${takes(before)} → ${takes(after)}`;
  return {
    ...row(`${before.from} → ${before.to}`, 'mail', `Mail from ${before.from} to ${before.to}: ${description}.`),
    description,
    off,
  };
}

/** The way's connectors and its cost. */
function takes({ cost, connectors }: MatrixRow): string {
  const by = connectors.length === 0 ? 'no connector' : connectors.join(', ');
  return cost === null ? 'no way' : `${by} (${cost})`;
}

function moreRow(more: number): readonly Row[] {
  return more > 0 ? [row(`And ${more} more`, 'ellipsis', `And ${more} more, which the matrix shows.`)] : [];
}

const nothingRow = row(
  'Nothing to analyze',
  'info',
  'Nothing to analyze: mail has nowhere to go but where it is. Write a connector or a second routing group.',
);

function row(label: string, icon: string, sentence: string): Row {
  return { label, description: '', icon, sentence, open: false, children: [] };
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
