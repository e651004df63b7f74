// Ways of a survey in words: as the matrix shows them, and as reports name them.

import { addTo } from '#core/model/multimap';
import { endsOf, type Destination, type Survey } from '#core/routing/survey';

/** A way that mail takes: from a routing group to a routing group or an address space (`SMTP:*`). */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/** A way with what it costs and the connectors it takes; null and none when mail is not delivered. */
export interface MatrixRow extends Way {
  readonly cost: number | null;
  readonly connectors: readonly string[];
}

/** A way before and after a set of elements is switched off. */
export interface ChangedWay {
  readonly before: MatrixRow;
  readonly after: MatrixRow;
}

/** How many ways a survey has. */
export function wayCount({ sources, destinations }: Survey): number {
  return sources.length * destinations.length;
}

/** The way of that number: its source group, and its destination, `London` or `SMTP:*`. */
export function wayAt(survey: Survey, way: number): Way {
  const { source, destination } = endsOf(survey, way);
  return { from: survey.sources[source] ?? '', to: captionAt(survey, destination)[0] ?? '' };
}

/** Whether mail is delivered there. */
export function isDelivered(survey: Survey, way: number): boolean {
  const { source, destination } = endsOf(survey, way);
  return survey.cost(source, destination) !== null;
}

/** `London`, `SMTP:*`. */
export function captionOf(destination: Destination): string {
  return destination.kind === 'routing group' ? destination.name : `${destination.type}:${destination.pattern}`;
}

/** The way with what it costs and where it goes; works out the destination when it is not known yet. */
export function matrixRow(survey: Survey, way: number): MatrixRow {
  const { source, destination } = endsOf(survey, way);
  return {
    ...wayAt(survey, way),
    cost: survey.cost(source, destination),
    connectors: survey.connectors(source, destination),
  };
}

/** The numbers of the ways that lead out of their group, in the order of the groups: the rows of the matrix. */
export function* matrixWays({ sources, destinations }: Survey): Generator<number> {
  for (let source = 0; source < sources.length; source += 1) {
    for (let to = 0; to < destinations.length; to += 1) {
      if (to !== source) yield source * destinations.length + to;
    }
  }
}

/** Ways in words, `from London and Tokyo to Seattle`: destinations with the same sources are told together. */
export function waysInWords(survey: Survey, ways: Iterable<number>): readonly string[] {
  const sourcesOf = new Map<number, number[]>();
  for (const way of ways) {
    const { source, destination } = endsOf(survey, way);
    addTo(sourcesOf, destination, source);
  }
  const destinationsOf = new Map<string, { sources: readonly number[]; destinations: number[] }>();
  for (const [destination, unsorted] of [...sourcesOf].sort(([one], [other]) => one - other)) {
    const sources = unsorted.sort((one, other) => one - other);
    const known = destinationsOf.get(sources.join());
    if (known === undefined) destinationsOf.set(sources.join(), { sources, destinations: [destination] });
    else known.destinations.push(destination);
  }
  return [...destinationsOf.values()].map(({ sources, destinations }) => {
    const from = few(sources.map((source) => survey.sources[source] ?? ''));
    const to = few(destinations.flatMap((at) => captionAt(survey, at)));
    if (sources.length === 1 && destinations.length === 1 && sources[0] === destinations[0]) return `within ${from}`;
    return `from ${sources.length === survey.sources.length ? everyGroup(survey, from) : from} to ${to}`;
  });
}

/** The same as part of a sentence: of many sets of ways the first two. */
export function fewWaysInWords(survey: Survey, ways: Iterable<number>): string {
  const lines = waysInWords(survey, ways);
  return lines.length > 2 ? `${lines.slice(0, 2).join('; ')}; and more` : lines.join('; ');
}

function everyGroup({ sources, called }: Survey, name: string): string {
  return sources.length === 1 ? name : `every ${called ?? 'routing group'}`;
}

function captionAt({ destinations }: Survey, at: number): readonly string[] {
  const destination = destinations[at];
  return destination === undefined ? [] : [captionOf(destination)];
}

function few(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${String(names.length - 5)} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
