// Decisions by number, so that what every station decides about a kind of messages fits one array.

import type { Network } from '../network/network.ts';
import type { Decision, Numbered } from './decide.ts';

/** Gives equal decisions the same number, however often they are made. */
export interface Decisions {
  numberOf(made: Numbered): number;
  at(number: number): Numbered | undefined;
}

/** No decisions yet; there are at most so many as a topology has stations times what each can do. */
export function newDecisions({ stationNumber, links, groups, carriers }: Network): Decisions {
  const numbers = new Map<number | string, number>();
  const known: Numbered[] = [];
  const groupCount = groups.length + 1;
  const largest = Math.max(links.length, carriers.length, stationNumber.size) + 1;

  /** Those that most messages meet have a number as their key, as it is made at every hop. */
  function keyOf({ decision, towards = -1 }: Numbered): number | string {
    const station = stationNumber.get(decision.at.virtualServer) ?? -1;
    const key = (way: number, what: number) => ((station * largest + what) * groupCount + towards + 1) * 3 + way;
    switch (decision.kind) {
      case 'deliver':
        return key(0, 0);
      case 'cross':
        return key(1, decision.link.index);
      case 'hand over': {
        const [first] = decision.to.virtualServers;
        const to = first === undefined ? undefined : stationNumber.get(first);
        return to === undefined ? `${station} ${towards} ${decision.to.key}` : key(2, to);
      }
      default:
        return `${station} ${towards} ${rareKeyOf(decision)}`;
    }
  }

  return {
    numberOf(made) {
      const key = keyOf(made);
      let number = numbers.get(key);
      if (number === undefined) {
        const { decision, towards } = made;
        number = known.push({ decision, towards }) - 1;
        numbers.set(key, number);
      }
      return number;
    },
    at: (number) => known[number],
  };
}

function rareKeyOf(decision: Extract<Decision, { kind: 'leave' | 'send' | 'wait' | 'return' }>): string {
  switch (decision.kind) {
    case 'leave': {
      const { type, pattern, cost } = decision.entry.space;
      return `leave ${decision.carrier.index} ${type} ${pattern} ${cost}`;
    }
    case 'send':
      return decision.to === undefined ? 'send' : `send ${decision.to.text}`;
    case 'wait':
      if (decision.until === undefined) return 'wait';
      return 'connector' in decision.until ? `wait ${decision.until.index}` : `wait for ${decision.until.key}`;
    case 'return':
      return `return ${decision.status} ${decision.queue.name}`;
  }
}
