import { expect, test } from 'vitest';
import { exported, exportOffers } from '../../server/features/export.ts';
import { fixture } from './cursor.ts';

const { snapshot } = fixture(`organization Contoso { model exchange-2013; domain contoso.com }
site Seattle { server SEA1 {} }
`);

test('all targets are offered, and the servers with where they are', () => {
  const { targets, servers } = exportOffers(snapshot);
  expect(targets.slice(0, 2)).toEqual([
    {
      name: 'exchange',
      title: 'Exchange 2007 to Subscription Edition',
      writes: 'plan.md, apply.ps1, undo.ps1',
      isOfServer: false,
    },
    { name: 'exchange-2003', title: 'Exchange 2000 and 2003', writes: 'checklist.md', isOfServer: false },
  ]);
  expect(servers).toEqual([{ name: 'SEA1', group: 'Seattle' }]);
});

test('files come with their byte-order mark, under the name of the topology', () => {
  const answer = exported(snapshot, { target: 'exchange', server: null }, null);
  expect(answer.ok && answer.value.files.map(({ path }) => path)).toEqual(['plan.md', 'apply.ps1']);
  expect(answer.ok && answer.value.files[1]?.text).toMatch(/^\ufeff# Bridgehead: \S+\.topo, model exchange-2013/);
});

test('against another topology only the difference is made', () => {
  const now = fixture('organization Contoso { model exchange-2013 }\nsite Seattle { server SEA1 {} }\n').snapshot;
  const answer = exported(snapshot, { target: 'exchange', server: null }, now);
  expect(answer.ok && answer.value.files.map(({ path }) => path)).toEqual(['plan.md', 'apply.ps1', 'undo.ps1']);
  const faulty = fixture('organization Contoso { domian contoso.com }\n').snapshot;
  expect(exported(snapshot, { target: 'exchange', server: null }, faulty)).toMatchObject({ ok: false });
});

test('what is not understood, and what a target does not take, is a sentence', () => {
  expect(exported(snapshot, { target: 'exchange-2003', server: null }, null)).toMatchObject({ ok: false });
  const faulty = fixture('organization Contoso { domian contoso.com }\n').snapshot;
  expect(exported(faulty, { target: 'exchange', server: null }, null)).toEqual({
    ok: false,
    error:
      'main.topo has 1 error that would leave something out, so nothing is exported. The Problems view lists them.',
  });
});
