import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '#core/syntax/parse';
import type { Tree } from '#core/syntax/tree';
import { around } from './around.ts';
import { faultsIn, outline } from './outline.ts';

const fixtures = 'test/fixtures/syntax';
const read = (file: string) => readFileSync(`${fixtures}/${file}`, 'utf8');

describe('parse', () => {
  it.each(['language', 'names'])('reads %s.topo', async (name) => {
    const tree = parse(read(`${name}.topo`));
    await expect(`${outline(tree)}\n`).toMatchFileSnapshot(`../../../${fixtures}/${name}.golden.txt`);
  });

  it('says of each faulty statement what is wrong, and loses no neighbour', async () => {
    const cases = read('faults.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const found = cases.map((line) => {
      const [block = '', ...rest] = line.split(': ');
      const statement = rest.join(': ');
      const [before, after] = around(block, ' ');
      const tree = parse(`${before}${statement}${after}`);
      const count = faultsIn(tree).length;
      expect(count, line).toBeGreaterThan(0);
      expect(count, line).toBeLessThanOrEqual(2);
      return `${line}\n${pointed(tree, before.length, block.length + 2)}`;
    });
    await expect(`${found.join('\n\n')}\n`).toMatchFileSnapshot(`../../../${fixtures}/faults.golden.txt`);
  });

  it('keeps the nesting when braces, quotation marks and names are missing', async () => {
    const cases = read('nesting.txt').split(/^=== /m).slice(1);
    const found = cases.map((text) => {
      const [title = '', ...lines] = text.split('\n');
      const tree = parse(lines.join('\n').trimEnd());
      return `=== ${title}\n${outline(tree)}\n`;
    });
    await expect(found.join('\n')).toMatchFileSnapshot(`../../../${fixtures}/nesting.golden.txt`);
  });
});

describe("the mend of a missing '}'", () => {
  const group = 'routing group A {\n';
  it.each([
    ['  server S {\n    rate 5/s\n', '  server S {\n    rate 5/s\n  }\n'],
    ['  server S {\n    rate 5/s # fast\n\n  # T\n', '  server S {\n    rate 5/s # fast\n  }\n\n  # T\n'],
    ['\tserver S {\r\n\t\trate 5/s\r\n', '\tserver S {\r\n\t\trate 5/s\r\n\t}\r\n'],
  ])('%j', (server, mended) => {
    const [fault] = faultsIn(parse(`${group}${server}  server T { }\n}\n`));
    expect(fault?.mended).toBe(`${group}${mended}  server T { }\n}\n`);
  });
});

/** The faults under the statement that they are in. */
function pointed(tree: Tree, before: number, indent: number): string {
  return faultsIn(tree)
    .map(({ code, start, end, message, mended }) => {
      const marks = '^'.repeat(Math.max(1, end - start));
      const mend = mended === undefined ? '' : `\n${' '.repeat(indent)}=> ${mended.slice(before).split('\n')[0] ?? ''}`;
      return `${' '.repeat(Math.max(0, indent + start - before))}${marks} ${code}: ${message}${mend}`;
    })
    .join('\n');
}
