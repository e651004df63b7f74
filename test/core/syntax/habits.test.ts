// What people type by habit: the message, and what its one quick fix makes of it, which has to be right.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';
import { around } from './around.ts';
import { faultsIn, outline } from './outline.ts';

const fixtures = 'test/fixtures/syntax';
const read = (file: string) => readFileSync(`${fixtures}/${file}`, 'utf8');

interface Case {
  readonly block: string;
  readonly before: string;
  readonly typed: string;
  readonly after: string;
}

/** `BLOCK: STATEMENT` on a line each; `⏎` is a line end. */
const cases: readonly Case[] = read('typed-by-habit.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [block = '', ...rest] = line.split(': ');
    const [before, after] = around(block, '\n  ');
    return { block, before, typed: rest.join(': ').replaceAll('⏎', '\n  '), after };
  });

function titleOf(tree: Tree): string {
  const mends = [...tree.pieces.flatMap(({ faults }) => faults), ...tree.faults.map(({ fault }) => fault)].map(
    ({ mend }) => mend,
  );
  return `${mends[0]?.isGuess === true ? 'perhaps: ' : ''}${mends[0]?.title ?? 'no fix'}`;
}

function fixed({ before, typed, after }: Case) {
  const tree = parse(`${before}${typed}${after}`);
  const [fault] = faultsIn(tree);
  return { tree, fault, text: fault?.mended?.slice(before.length, fault.mended.length - after.length) };
}

const oneLine = (text: string) => text.replaceAll(/\n */g, '⏎');

describe('typed by habit', () => {
  it('is one fault that says what to write', async () => {
    const found = cases.map((one) => {
      const { tree, fault, text } = fixed(one);
      expect(faultsIn(tree), one.typed).toHaveLength(1);
      const lines = [`${one.block}: ${oneLine(one.typed)}`, `  ${fault?.message ?? ''}`, `  [${titleOf(tree)}]`];
      return text === undefined ? lines.join('\n') : [...lines, `  => ${oneLine(text)}`].join('\n');
    });
    await expect(`${found.join('\n\n')}\n`).toMatchFileSnapshot(`../../../${fixtures}/typed-by-habit.golden.txt`);
  });

  it.each(cases.filter((one) => fixed(one).text !== undefined))('$block: $typed is right after its fix', (one) => {
    expect(faultsIn(parse(fixed(one).fault?.mended ?? '')).map(({ message }) => message)).toEqual([]);
  });
});

describe('what is meant is kept', () => {
  it.each([
    ['smtp connector', 'address space SMTP:*;1', 'address space * cost 1'],
    ['smtp connector', 'address space "SMTP:*.contoso.com;10"', 'address space *.contoso.com cost 10'],
    ['smtp connector', 'address space SMTP:*;3, SMTP:a.b;5', 'address space * cost 3, a.b cost 5'],
    ['x400 connector', 'address space X400:c=US;a= ;p=Contoso;7', 'address space X400:"c=US;a= ;p=Contoso" cost 7'],
    ['smtp connector', 'cost 5\naddress space a.b, c.d cost 9', 'address space a.b cost 5, c.d cost 9'],
    ['smtp connector', 'smarthost [10.0.0.1], a.b', 'deliver through smart host [10.0.0.1], a.b'],
    ['server', 'virtual server V on 10.0.0.5 port 26', 'virtual server V on 10.0.0.5:26'],
    ['virtual server', 'retry 10m, 20m, 15m', 'retry 10m, 20m, then 15m'],
    ['test', 'expect ndr 5.1.1', 'expect undeliverable 5.1.1'],
  ])('%s: %s', (block, typed, meant) => {
    const [before, after] = around(block, '\n');
    const { fault } = fixed({ block, before, typed, after });
    expect(outline(parse(fault?.mended ?? ''))).toBe(outline(parse(`${before}${meant}${after}`)));
  });

  it.each([
    ['address space FAX:*', 'address space FAX:"*"'],
    ['address space FAX:+1*, NOTES:a.b cost 5', 'address space FAX:"+1*", NOTES:"a.b" cost 5'],
    ['accept from SMTP:anna@contoso.com, FAX:+1206', 'accept from anna@contoso.com, FAX:"+1206"'],
  ])('%s needs no quotation marks', (typed, meant) => {
    const said = (text: string) => outline(parse(`routing group G { smtp connector C { ${text}\n} }`));
    expect(said(typed)).toBe(said(meant));
  });
});
