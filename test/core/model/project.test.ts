import { expect, test } from 'vitest';
import { open } from './open.ts';

test('the root comes first, then its includes, depth first', () => {
  const { project } = open({
    'root.topo': 'include "a.topo"\ninclude "c.topo"',
    'a.topo': 'include "b.topo"',
    'b.topo': '',
    'c.topo': '',
  });
  expect(project.files.map(({ file }) => file)).toEqual(['root.topo', 'a.topo', 'b.topo', 'c.topo']);
  expect(project.problems).toEqual([]);
});

test('paths are relative to the including file', () => {
  const { project } = open({
    'root.topo': 'include "sites/a.topo"',
    'sites/a.topo': 'include "b.topo"',
    'sites/b.topo': '',
  });
  expect(project.files.map(({ file }) => file)).toEqual(['root.topo', 'sites/a.topo', 'sites/b.topo']);
});

test('a file that two others include counts once and is no problem', () => {
  const { project } = open({
    'root.topo': 'include "a.topo"\ninclude "b.topo"',
    'a.topo': 'include "shared.topo"',
    'b.topo': 'include "shared.topo"',
    'shared.topo': '',
  });
  expect(project.files.map(({ file }) => file)).toEqual(['root.topo', 'a.topo', 'shared.topo', 'b.topo']);
  expect(project.problems).toEqual([]);
});

test('a missing file and a cycle are problems where they are written', () => {
  const { project } = open({
    'root.topo': 'include "a.topo"\ninclude "nowhere.topo"',
    'a.topo': 'include "b.topo"',
    'b.topo': 'include "root.topo"',
  });
  expect(project.problems).toMatchObject([
    { kind: 'cycle', path: 'root.topo', place: { file: 'b.topo' }, chain: ['root.topo', 'a.topo', 'b.topo'] },
    { kind: 'missing', path: 'nowhere.topo', place: { file: 'root.topo' } },
  ]);
});

test('without its root a project has no files', () => {
  expect(open({}).project).toMatchObject({ files: [], problems: [] });
});
