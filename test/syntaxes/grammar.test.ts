import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);
const tester = 'node_modules/vscode-tmgrammar-test/dist/unit.js';
const fixtures = readdirSync('test/syntaxes').filter((file) => file.endsWith('.topo'));
const keyword = /k<"([a-z0-9-]+)">/g;

describe('the TextMate grammar', () => {
  // The tester exits with 1, and so rejects, when a colour is not as the fixture says.
  test.each(fixtures)(
    'colours %s as its comments say',
    async (file) => {
      const { stdout } = await run(process.execPath, [tester, `test/syntaxes/${file}`]);
      expect(stdout).toContain(`test/syntaxes/${file} run`);
    },
    30_000,
  );

  test('knows every keyword of the language', () => {
    const language = readFileSync('server/core/syntax/topo.ohm', 'utf8').replace(/\/\/.*$/gm, '');
    const colours = readFileSync('syntaxes/topo.tmLanguage.json', 'utf8');
    const words = new Set([...language.matchAll(keyword)].map(([, word]) => word!));
    const known = new Set(colours.match(/[a-z0-9]+(?:-[a-z]+)*/g));
    expect(words.size).toBeGreaterThan(50);
    expect([...words].filter((word) => !known.has(word))).toEqual([]);
  });
});
