// Random texts that are nearly topologies, and edits of them. The same dice give the same texts.

/** The dice of one case: numbers from 0 up to 1. */
export type Dice = () => number;

/** Dice that always fall alike for a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function below(dice: Dice, count: number): number {
  return Math.floor(dice() * count);
}

export function oneOf<T>(dice: Dice, list: readonly [T, ...T[]]): T {
  return list[below(dice, list.length)] ?? list[0];
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const bits: readonly [string, ...string[]] = [
  '{',
  '}',
  '{\n',
  '\n}\n',
  '"',
  ',',
  ';',
  '#',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '\u00a0',
  '\0',
  '“',
  '/',
  '\\',
  ':',
  '=',
  '*',
  '@',
  '[',
  'x',
  '10',
  ' to ',
  ' on ',
  ' cost 5',
  ';1',
  'X400:c=US;a= ;p=C;1',
  'SMTP:*;1, SMTP:a.b;5',
  'server X {\n',
  'routing group G {\n',
  'routing group connector A B {\n',
  'administrative group A {\n',
  'organization O {\n',
  'test T {\n',
  'pool P {\n',
  'site S {\n',
  'virtual server V on 10.0.0.1 {\n',
  'virtual server V on 10.0.0.1 port 25\n',
  'cost 5\n',
  'tls\n',
  'smart host a.b\n',
  'send from a@b.c to d@e.f\n',
  'include "a.topo"\n',
];

/** An edit somewhere in a text: characters typed, a stretch removed, a stretch put elsewhere, two stretches exchanged. */
export function randomEdit(text: string, dice: Dice): Edit {
  const start = below(dice, text.length + 1);
  const end = Math.min(text.length, start + (dice() < 0.5 ? 0 : below(dice, oneOf(dice, [2, 10, 200]))));
  const from = below(dice, text.length + 1);
  const lines = text.slice(from, from + below(dice, 300));
  return { start, end, text: dice() < 0.2 ? lines : dice() < 0.2 ? '' : oneOf(dice, bits) };
}

export function applied(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** A text after some edits. */
export function mutated(text: string, dice: Dice): string {
  let result = text;
  for (let left = 1 + below(dice, 8); left > 0; left--) result = applied(result, randomEdit(result, dice));
  return result;
}
