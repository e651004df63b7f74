// Ways of a survey in words: as the matrix shows them, and as reports name them.

import type { MatrixRow, Way } from '#core/protocol';
import type { Destination, Survey } from '#core/routing/route';

/** How many ways a survey has. */
export function wayCount({ sources, destinations }: Survey): number {
  return sources.length * destinations.length;
}

/** The way of that number: its source group, and its destination, `London` or `SMTP:*`. */
export function wayAt({ sources, destinations }: Survey, way: number): Way {
  const destination = destinations[way % destinations.length];
  return {
    from: sources[Math.floor(way / destinations.length)] ?? '',
    to: destination === undefined ? '' : captionOf(destination),
  };
}

/** `London`, `SMTP:*`. */
export function captionOf(destination: Destination): string {
  return destination.kind === 'routing group' ? destination.name : `${destination.type}:${destination.pattern}`;
}

/** The way with what it costs and where it goes; works out the destination when it is not known yet. */
export function matrixRow(survey: Survey, way: number): MatrixRow {
  const source = Math.floor(way / survey.destinations.length);
  const destination = way % survey.destinations.length;
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
