// Every topology in the documentation and in examples/ is checked like a user's file.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from '../cli/fake-terminal.ts';

const pages = ['README.md', ...globSync('docs/*.md')];
const blocks = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```topo\n([\s\S]*?)^```/gm)].map((match, index) => ({
    name: `${page}, block ${String(index + 1)}`,
    text: match[1] ?? '',
  })),
);

test('there are topologies in the documentation', () => {
  expect(blocks.length).toBeGreaterThan(2);
});

test.each(blocks)('$name has no errors', async ({ text }) => {
  const { out } = await call(['check', 'block.topo'], { 'block.topo': text });
  expect(out).not.toContain(': error');
});

test.each(globSync('examples/*.topo'))('%s is clean and in the canonical layout', async (path) => {
  const files = { [path]: readFileSync(path, 'utf8') };
  expect(await call(['check', path, '--max-warnings', '0'], files)).toMatchObject({ status: 0 });
  expect(await call(['fmt', '--check', path], files)).toMatchObject({ status: 0, out: '' });
});

test('the first topology of docs/anonymize.md becomes the second', async () => {
  const [before, after] = blocks.filter(({ name }) => name.startsWith('docs/anonymize.md'));
  const { out } = await call(['anonymize', 'a.topo'], { 'a.topo': before?.text ?? '' });
  expect(out).toBe(after?.text);
});

test('docs/language.md has the formats that each command writes', async () => {
  const { out } = await call(['--help'], {});
  const documented = readFileSync('docs/language.md', 'utf8').replaceAll('\\|', '|');
  const commands = [...out.matchAll(/^ {2}(\w+) .*(\[--format [^\]]+\])/gm)];
  expect(commands.length).toBeGreaterThan(4);
  for (const [, command = '', formats = ''] of commands) {
    const row = documented.split('\n').find((line) => line.startsWith(`| \`${command} FILE`));
    expect(row, command).toContain(formats);
  }
});

test.each(pages)('the links of %s to other pages lead somewhere', (page) => {
  const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
  for (const link of links) expect(globSync(`${folder}${link}`), `${page} links to ${link}`).toHaveLength(1);
});
