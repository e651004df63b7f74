import { fork } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { expect, inject, test } from 'vitest';
import { example, talk } from './talk.ts';

const folder = inject('extensionFolder');
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;

test('holds no source, no map and nothing of a developer', () => {
  const needless = filesOf(folder).filter((path) =>
    /\.(ts|map|tsbuildinfo)$|tsconfig|node_modules|^test|^\./.test(path),
  );
  expect(needless).toEqual([]);
  expect(manifest).not.toHaveProperty('scripts');
  expect(manifest).not.toHaveProperty('devDependencies');
  expect(manifest).not.toHaveProperty('dependencies');
});

test('has every file that its manifest names', () => {
  const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:dist|media|syntaxes)\/[^"]+)"/g)].map(
    (match) => match[1]!,
  );
  expect(named).toContain('dist/client.js');
  expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
});

test.each([
  ['client.js', ['vscode', ...builtinModules]],
  ['client-web.js', ['vscode']],
  ['server.js', builtinModules],
  ['server-web.js', []],
  ['preview.js', []],
  ['matrix.js', []],
])('%s asks its host for nothing that the host lacks', (bundle, provided) => {
  const text = readFileSync(join(folder, 'dist', bundle), 'utf8');
  const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]!.replace(/^node:/, ''));
  expect(required.filter((name) => !provided.includes(name))).toEqual([]);
});

test('starts its server as a process of its own, as desktop VS Code does', async () => {
  const server = fork(join(folder, 'dist/server.js'), ['--node-ipc'], { silent: true, cwd: folder });
  const { capabilities, diagnostics, exitCode } = await talk(
    server,
    'ipc',
    example('tazmania.topo').replace('bridgehead TAZMANIA/SMTP-TAZMANIA', 'bridgehead TASMANIA/SMTP-TAZMANIA'),
  );
  expect(capabilities.hoverProvider).toBeTruthy();
  expect(diagnostics.diagnostics.map((diagnostic) => diagnostic.message).join('\n')).toContain('TASMANIA');
  expect(exitCode).toBe(0);
});

function filesOf(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)));
}
