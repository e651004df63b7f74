// What core does not know, and what the parts of the product do not know of each other: each is planted once where it must
// not be, and the lint or the compiler has to see it. dependency-cruiser's part is in arrows.test.ts.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

describe('the lint sees', () => {
  const eslint = new ESLint({ cwd: root });

  async function rulesBroken(file: string, text: string): Promise<readonly (string | null)[]> {
    const [result] = await eslint.lintText(`${text}\n`, { filePath: join(root, file) });
    return result?.messages.map(({ ruleId }) => ruleId) ?? [];
  }

  test.each([
    ['the clock in core', 'server/core/planted.ts', 'export const now = Date.now();', 'no-restricted-globals'],
    ['dice in core', 'server/core/planted.ts', 'export const dice = Math.random();', 'no-restricted-properties'],
    ['words for the console', 'server/features/planted.ts', "console.log('here');", 'no-console'],
    ['a type that says nothing', 'client/planted.ts', 'export let it: any;', '@typescript-eslint/no-explicit-any'],
    [
      'a promise that nobody checks',
      'media/planted.ts',
      'export const first = (list: string[]) => list[0]!;',
      '@typescript-eslint/no-non-null-assertion',
    ],
    ['dice in a test', 'test/planted.ts', 'export const dice = Math.random();', 'no-restricted-properties'],
    [
      'a property whose dice cannot be given',
      'test/planted.ts',
      "import fc from 'fast-check';\nfc.assert(fc.property(fc.nat(), (it) => it >= 0));",
      'no-restricted-properties',
    ],
    [
      'the same by another name',
      'test/planted.ts',
      "import { assert } from 'fast-check';\nexport const run = assert;",
      'no-restricted-imports',
    ],
  ])('%s', async (_, file, text, rule) => {
    expect(await rulesBroken(file, text)).toEqual([rule]);
  });

  test.each([
    ['the clock elsewhere', 'server/lsp/planted.ts', 'export const now = Date.now();'],
    [
      'a property',
      'test/planted.ts',
      "import fc from 'fast-check';\nimport { expectAlways } from './property.ts';\nexpectAlways(fc.property(fc.nat(), (it) => it >= 0));",
    ],
  ])('nothing wrong with %s', async (_, file, text) => {
    expect(await rulesBroken(file, text)).toEqual([]);
  });
});

/** Codes of the compiler. */
const noSuchName = [2304, 2584, 2591];
const noSuchModule = [2307, 2591];
const notOfThisProject = 6307;

/** What the compiler says of files that are planted into a project, one for each text. */
function codesIn(project: string, texts: readonly string[]): readonly (readonly number[])[] {
  const folder = join(root, project);
  const config = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options, projectReferences = [] } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const planted = new Map(texts.map((text, at) => [join(folder, `planted-${at}.ts`), `${text}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  host.fileExists = (file) => planted.has(resolve(file)) || existsSync(file);
  host.readFile = (file) => planted.get(resolve(file)) ?? readFileSync(file, 'utf8');
  const files = [...planted.keys()];
  const program = ts.createProgram({ rootNames: files, options, projectReferences, host });
  return files.map((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ code }) => code));
}

describe('the compiler sees', () => {
  test('console, timers, the page, Node and its modules in core', () => {
    const names = ["console.log('here');", 'setTimeout(() => {}, 1);', 'document.title;', 'process.exit();', 'fetch;'];
    const modules = ["import { readFileSync } from 'node:fs';\nreadFileSync;"];
    const codes = codesIn('server/core', [...names, ...modules, 'export const sum = [1].at(-1);']);
    for (const [at, name] of names.entries()) expect(codes[at]?.filter(isOneOf(noSuchName)), name).toHaveLength(1);
    expect(codes[names.length]?.filter(isOneOf(noSuchModule))).toHaveLength(1);
    expect(codes.at(-1)).toEqual([]);
  });

  test.each([
    { project: 'media', forbidden: ['../server/features/steady-sort.ts', '../client/counted.ts'] },
    { project: 'client', forbidden: ['../server/features/steady-sort.ts', '../media/minimap.ts'] },
    { project: 'server/core', forbidden: ['../features/steady-sort.ts'] },
  ])('what $project must not import', ({ project, forbidden }) => {
    expect(forbidden.filter((path) => !existsSync(join(root, project, path)))).toEqual([]);
    const imports = [...forbidden, '#core/answer'].map((path) => `import '${path}';`);
    const isForeign = codesIn(project, imports).map((codes) => codes.includes(notOfThisProject));
    // Core is a project that client and media know; here its own files are not listed, as only what is planted is.
    expect(isForeign).toEqual([...forbidden.map(() => true), project === 'server/core']);
  });
});

function isOneOf(codes: readonly number[]): (code: number) => boolean {
  return (code) => codes.includes(code);
}
