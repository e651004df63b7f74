// Decisions by number, so that what every station decides about a kind of messages fits one array.

import type { VirtualServer } from '#core/model/topology';
import type { Considering, Decision } from './decide.ts';

/** A decision, with what is known to whoever has its number. */
export type Numbered = Pick<Considering, 'decision' | 'towards'>;

/** Gives equal decisions the same number, however often they are made. */
export interface Decisions {
  numberOf(made: Numbered): number;
  at(number: number): Numbered | undefined;
}

/** No decisions yet; there are at most so many as a topology has stations times what each can do. */
export function newDecisions(stationNumber: ReadonlyMap<VirtualServer, number>): Decisions {
  const numbers = new Map<string, number>();
  const known: Numbered[] = [];
  return {
    numberOf({ decision, towards }) {
      const key = `${stationNumber.get(decision.at.virtualServer) ?? -1} ${towards ?? ''} ${wordsFor(decision)}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = known.push({ decision, towards }) - 1;
        numbers.set(key, number);
      }
      return number;
    },
    at: (number) => known[number],
  };
}

function wordsFor(decision: Decision): string {
  switch (decision.kind) {
    case 'deliver':
      return 'd';
    case 'hand over':
      return `h ${decision.to.key}`;
    case 'cross':
      return `c ${decision.link.index}`;
    case 'leave': {
      const { type, pattern, cost } = decision.entry.space;
      return `l ${decision.carrier.index} ${type} ${pattern} ${cost}`;
    }
    case 'send':
      return decision.to === undefined ? 's' : `s ${decision.to.text}`;
    case 'wait':
      return 'connector' in decision.until ? `w ${decision.until.index}` : `w ${decision.until.key}`;
    case 'return':
      return `r ${decision.status} ${decision.queue.name}`;
  }
}
