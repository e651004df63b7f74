// What something costs beside others that lead to the same.

import { dearest, nextFreeCost } from '#core/model/free-cost';
import { defaultCost } from '#core/model/make';
import { listed, quoted } from '#core/syntax/wording';
import { askText, bad, good, type Asking } from './step.ts';

/** Another connector, what it has in common with the new one, and at which cost. */
export interface Rival {
  readonly name: string;
  readonly carries: string;
  readonly cost: number;
}

interface AskCost {
  readonly prompt: string;
  readonly rivals: readonly Rival[];
  /** What to propose where there is no rival. */
  readonly usual?: number;
  /** The highest cost that is allowed. */
  readonly most?: number;
  /** Whether who costs the same shares the mail on purpose. */
  readonly spread: boolean;
}

export function* askCost({ prompt, rivals, usual = defaultCost, most = dearest, spread }: AskCost): Asking<number> {
  const free = rivals.length === 0 ? usual : nextFreeCost(new Set(rivals.map(({ cost }) => cost)), most);
  return yield* askText({
    prompt,
    proposed: String(free ?? defaultCost),
    read: (text) => {
      const cost = /^\d{1,5}$/.test(text) ? Number(text) : 0;
      return cost < 1 || cost > most
        ? bad(`A cost is a whole number from 1 to ${String(most)}.`)
        : good(cost, noteOn(cost, rivals, spread));
    },
  });
}

function noteOn(cost: number, rivals: readonly Rival[], spread: boolean): string | undefined {
  const among = (wanted: (rival: Rival) => boolean): string | undefined => {
    const found = rivals.filter(wanted);
    const said = [
      ...new Set(found.map(({ name, carries, cost: at }) => `${quoted(name)} (${carries} at cost ${String(at)})`)),
    ];
    return found.length === 0 ? undefined : listed(said);
  };
  const same = among((rival) => rival.cost === cost);
  if (same !== undefined && !spread) return `Costs the same as ${same}, so either may take the mail.`;
  if (same !== undefined) return `Shares the mail with ${same}.`;
  const cheaper = among((rival) => rival.cost < cost);
  if (cheaper !== undefined) return `Steps in for ${cheaper}.`;
  const dearer = among((rival) => rival.cost > cost);
  return dearer && `Is preferred to ${dearer}.`;
}
