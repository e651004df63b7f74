// `npm run fuzz`: random edits of the examples and hostile shapes for a minute, or for as many seconds as are given, with
// other dice each time, or with those that are given: `npm run fuzz -- 600 42`. Prints what does not hold, with the text,
// and what takes over 100 ms.

import { readdirSync, readFileSync } from 'node:fs';
import { hold, type Timed } from './held.ts';
import { hostileShapes } from './hostile.ts';
import { diceOf, mutated, randomEdit, type Edit } from './mutate.ts';

const slow = 100;
/** How often a shape is repeated: the same with four times as much should take four times as long. */
const sizes = [1_000, 4_000];

const [seconds = 60, firstSeed = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
const start = Date.now();
const until = start + seconds * 1000;
/** Half of the time is for the examples. */
const untilShapes = start + seconds * 500;
let failures = 0;

function tried(name: string, text: string, edit: Edit): void {
  const slowOnes: Timed[] = [];
  try {
    hold(text, edit, (timed) => {
      if (timed.milliseconds > slow) slowOnes.push(timed);
    });
  } catch (error) {
    failures += 1;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const shown = text.length > 20_000 ? `${text.length} characters` : JSON.stringify(text);
    print(`\n${name}: ${reason}\n  text ${shown}\n  edit ${JSON.stringify(edit)}`);
  }
  for (const { what, milliseconds } of slowOnes) print(`${name}: ${what} ${milliseconds.toFixed(0)} ms`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (const [name, shape] of Object.entries(hostileShapes)) {
  for (const size of sizes) {
    if (Date.now() > untilShapes) break;
    const text = shape(size);
    for (const at of [text.length >> 1, text.length]) {
      tried(`${name}, ${String(size)}`, text, { start: at, end: at, text: 'x' });
    }
  }
}

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.topo'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));
let seed = firstSeed;
for (; Date.now() < until; seed++) {
  const dice = diceOf(seed);
  const text = mutated(examples[seed % examples.length] ?? '', dice);
  tried(`seed ${String(seed)}`, text, randomEdit(text, dice));
}
print(`${String(seed - firstSeed)} texts, ${String(failures)} failures`);
process.exitCode = failures > 0 ? 1 : 0;
