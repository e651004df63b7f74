import { expect, test } from 'vitest';
import { elementAt } from '#core/model/element-at';
import { keyOf } from '#core/model/keys';
import { bridgeheadsOf, masterOf, targetsOf } from '#core/model/lookup';
import { declaredAt, meaningOf, useAt, usesOfMeaning } from '#core/model/references';
import { startOf } from '#core/syntax/places';
import { open } from './open.ts';

const text = `routing group Seattle {
  master SEA-EX01
  server SEA-EX01 {
    virtual server Internal on 10.1.0.10
    virtual server Internet on 10.1.0.11
  }
  server SEA-EX02 { }
  routing group connector Eastward to London { bridgehead any; target lon-ex01, SEA-EX01 }
  smtp connector Mail { bridgehead SEA-EX01/internet, LON-EX01, NOBODY; address space * }
}
routing group London { server LON-EX01 { } }
test "Mail leaves" { down virtual server SEA-EX01/Internet; send from SEA-EX02 to a@b.com; expect via MAIL }
`;
const { project, topology } = open(text);
const tree = project.files[0]!.tree;

test('bridgeheads are those that the connector can use', () => {
  const names = (connector: string) =>
    bridgeheadsOf(topology, topology.connectorByKey.get(keyOf(connector))!).map(
      ({ server, virtualServer }) => `${server.name}/${virtualServer.name}`,
    );
  expect(names('Mail')).toEqual(['SEA-EX01/Internet']);
  expect(names('Eastward')).toEqual(['SEA-EX01/Internal', 'SEA-EX01/Internet', 'SEA-EX02/Default SMTP Virtual Server']);
});

test('targets are those in the group that the connector leads to', () => {
  const targets = targetsOf(topology, topology.connectorByKey.get(keyOf('Eastward'))!);
  expect(targets.map(({ server }) => server.name)).toEqual(['LON-EX01']);
  expect(targetsOf(topology, topology.connectorByKey.get(keyOf('Mail'))!)).toEqual([]);
});

test.each([
  ['server', 'sea-ex01', 4],
  ['connector', 'mail', 1],
  ['routing group', 'london', 1],
] as const)('every use of the %s %s is known', (kind, key, count) => {
  const uses = usesOfMeaning(project, { kind, key: keyOf(key) });
  expect(uses.map(({ name }) => name.toLowerCase())).toEqual(Array.from({ length: count }, () => key));
});

test('the master is a member of the group: the one that is written, else the first', () => {
  const master = (statement: string) => {
    const { topology } = open(`routing group A {\n${statement}\nserver A1 { }\nserver A2 { }\n}
      routing group B { server B1 { } }`);
    return masterOf(topology, topology.routingGroupByKey.get(keyOf('A'))!)?.name;
  };
  expect(['master A2', '', 'master B1', 'master NOBODY'].map(master)).toEqual(['A2', 'A1', 'A1', 'A1']);
});

test('a use knows what it means, and that its declaration', () => {
  const offset = text.indexOf('SEA-EX01/internet') + 'SEA-EX01/in'.length;
  const piece = tree.pieces.findLast((candidate) => startOf(tree, candidate) <= offset)!;
  const use = useAt(project, 'main.topo', piece, offset - startOf(tree, piece))!;
  expect(use).toMatchObject({
    kind: 'virtual server',
    name: 'internet',
    role: 'bridgehead',
    connector: 'mail',
    group: 'seattle',
  });
  const { piece: home, span } = declaredAt(topology, meaningOf(use))!;
  expect(home.text.slice(span.start, span.end)).toBe('Internet');
});

test.each([
  ['master', 'routing group Seattle'],
  ['10.1.0.10', 'virtual server SEA-EX01/Internal'],
  ['server SEA-EX02', 'server SEA-EX02'],
  ['address space', 'connector Mail'],
  ['expect', undefined],
])('the element around %s is %s', (word, element) => {
  expect(elementAt(tree, text.indexOf(word))).toBe(element);
});
