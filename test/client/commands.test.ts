// The manifest and the code have the same commands: one that stands in the manifest alone fails when it is chosen, and
// one that stands in the code alone is in no palette.

import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { registerCommands, type CommandContext } from '../../client/commands.ts';

const registered = vi.hoisted(() => [] as string[]);
vi.mock('vscode', () => ({
  EventEmitter: vi.fn(),
  ViewColumn: {},
  commands: { registerCommand: (name: string) => registered.push(name) },
}));

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly alt?: string }[]>>;
  };
}
const manifest = readFileSync('package.json', 'utf8');
const { commands, menus } = (JSON.parse(manifest) as Manifest).contributes;
const declared = commands.map(({ command }) => command).sort();

/** What a row of the view of failures does when it is clicked; nobody else calls it. */
const ofRows = ['bridgehead.showFailure'];

test('every command stands in the manifest and in the code', () => {
  registerCommands({} as CommandContext);
  expect(registered.sort()).toEqual([...declared, ...ofRows].sort());
});

test('menus and links of the manifest lead to commands that there are', () => {
  const offered = Object.values(menus).flatMap((items) => items.flatMap(({ command, alt }) => [command, alt]));
  const linked = [...manifest.matchAll(/ommand:(bridgehead\.\w+)/g)].map(([, name]) => name);
  const named = [...offered, ...linked].filter((name) => name !== undefined);
  expect(named.filter((name) => name.startsWith('bridgehead.') && !declared.includes(name))).toEqual([]);
});
