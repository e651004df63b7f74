// What the walkthrough puts in front of users is written in the language.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from '#core/syntax/parse';

const pages = readdirSync('media/walkthrough').filter((file) => file.endsWith('.md'));

function faultsIn(text: string): readonly string[] {
  const tree = parse(inPlace(text));
  return [...tree.pieces.flatMap((piece) => piece.faults), ...tree.faults.map(({ fault }) => fault)].map(
    ({ message }) => message,
  );
}

/** Connectors and servers stand in a routing group. */
function inPlace(text: string): string {
  return /^(smtp connector|routing group connector|server)\b/.test(text) ? `routing group X {\n${text}\n}` : text;
}

describe('the walkthrough', () => {
  test.each(pages)('cuts nothing off in %s: lines of code do not wrap', (page) => {
    const code = readFileSync(`media/walkthrough/${page}`, 'utf8').matchAll(/```\w*\n([^`]*)```|^ {4}(.*)$/gm);
    const lines = [...code].flatMap(([, fenced, indented]) => fenced?.split('\n') ?? [indented!]);
    expect(lines.filter((line) => line.length > 66)).toEqual([]);
  });

  test.each(pages)('shows no fault in %s', (page) => {
    const blocks = [...readFileSync(`media/walkthrough/${page}`, 'utf8').matchAll(/```topo\n([^`]*)```/g)];
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.flatMap(([, block]) => faultsIn(block!))).toEqual([]);
  });
});
