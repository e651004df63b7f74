import { buildGraph, drawnAlike } from '#core/graph/graph';
import { describe, expect, it } from 'vitest';
import { network, topologyOf } from './topologies';
import { example, written } from './written';

const edgesOf = (text: string) =>
  buildGraph(written(text)).edges.map(({ id, from, to, cost, carries }) => ({ id, from, to, cost, carries }));

describe('the graph of a topology', () => {
  it.each(['four-cities', 'tazmania', 'three-sites', 'five-hub'])('of %s is as its golden file says', async (name) => {
    const text = JSON.stringify(buildGraph(example(name)), null, 2);
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.json.txt`);
  });

  it('has one edge for each group and host that an SMTP connector leads to', () => {
    const edges = edgesOf(`
routing group A { server S
  smtp connector Out { bridgehead S; address space fabrikam.com cost 5, FAX:"*" cost 7; connect B cost 3
    deliver through smart host relay.fabrikam.com, [192.0.2.25] } }
routing group B { server T }`);
    expect(edges).toEqual([
      {
        id: 'connector Out > routing group B',
        from: 'routing group A',
        to: 'routing group B',
        cost: 3,
        carries: ['B'],
      },
      {
        id: 'connector Out > host relay.fabrikam.com',
        from: 'routing group A',
        to: 'host relay.fabrikam.com',
        cost: 5,
        carries: ['fabrikam.com', 'FAX:*'],
      },
      {
        id: 'connector Out > host [192.0.2.25]',
        from: 'routing group A',
        to: 'host [192.0.2.25]',
        cost: 5,
        carries: ['fabrikam.com', 'FAX:*'],
      },
    ]);
  });

  it('says of each connector that is disabled that it is', () => {
    const { edges } = buildGraph(
      written(`
routing group A { server S
  smtp connector Out { bridgehead S; address space *; disabled }
  routing group connector AB to B { target T; disabled } }
routing group B { server T
  routing group connector BA to A { target S } }`),
    );
    expect(edges.map(({ name, disabled }) => [name, disabled])).toEqual([
      ['Out', true],
      ['AB', true],
      ['BA', undefined],
    ]);
  });

  it('draws a host once, with the ports that it is connected to at', () => {
    const graph = buildGraph(
      written(`
routing group A { server S
  smtp connector Out { bridgehead S; address space *; deliver through smart host relay.example:587, relay.example }
  smtp connector Two { bridgehead S; address space b.com; deliver through smart host Relay.example:465 } }`),
    );
    const hosts = graph.nodes.filter(({ kind }) => kind === 'host');
    expect(hosts.map(({ id, detail }) => [id, detail])).toEqual([['host relay.example', 'smart host, ports 465, 587']]);
    expect(graph.edges.map(({ name, to }) => [name, to])).toEqual([
      ['Out', 'host relay.example'],
      ['Two', 'host relay.example'],
    ]);
  });

  it('leads to the smart host of the virtual server when the connector delivers by DNS', () => {
    const edges = edgesOf(`
routing group A {
  server S { virtual server V on all unassigned { smart host relay.example.com } }
  smtp connector Out { bridgehead S; address space * } }`);
    expect(edges.map((edge) => edge.to)).toEqual(['host relay.example.com']);
  });

  it('has a node for each declared mail system, once, and none for one that is a server of ours', () => {
    const { nodes } = buildGraph(
      written(`
routing group A { server S
  smtp connector Out { bridgehead S; address space *; deliver through smart host relay.example.com } }
host relay.example.com { accepts example.com }
host [192.0.2.25] { accepts fax.example.com }
host S { accepts a.example.com }`),
    );
    const hosts = nodes.filter(({ kind }) => kind === 'host').map(({ id, detail }) => [id, detail]);
    expect(hosts).toEqual([
      ['host relay.example.com', 'smart host'],
      ['host [192.0.2.25]', 'mail system'],
    ]);
  });

  it('leads to the Internet and to the smart host when direct delivery is attempted', () => {
    const edges = edgesOf(`
routing group A {
  server S { virtual server V on all unassigned { smart host relay.example.com; attempt direct delivery } }
  smtp connector Out { bridgehead S; address space * } }`);
    expect(edges.map((edge) => edge.to)).toEqual(['internet', 'host relay.example.com']);
  });

  it('asks no server of another group, which is no bridgehead, for its smart host', () => {
    const graph = buildGraph(
      written(`
routing group A { server S
  smtp connector Out { bridgehead S, T; address space * } }
routing group B { server T { virtual server V on all unassigned { smart host relay.example.com } } }`),
    );
    expect(graph.edges.map((edge) => edge.to)).toEqual(['internet']);
  });

  it('draws no host for a smart host that is a server of ours', () => {
    const graph = buildGraph(
      written(`
routing group A { server S
  smtp connector Link { bridgehead S; connect B cost 2; deliver through smart host [10.0.0.2] } }
routing group B { server T { address 10.0.0.2 } }`),
    );
    expect(graph.edges.map((edge) => edge.to)).toEqual(['routing group B']);
    expect(graph.nodes.filter((node) => node.kind === 'host')).toEqual([]);
  });

  it.each(['[10.0.0.2]', 'SEA-EX02', 'sea-ex02.contoso.com', 'Mail.Contoso.com'])(
    'knows %s as a server of ours, as the routing does',
    (host) => {
      const graph = buildGraph(
        written(`
organization Contoso { domain contoso.com }
routing group Seattle {
  server SEA-EX01
  server SEA-EX02 { address 10.0.0.2; virtual server V on all unassigned { fqdn mail.contoso.com } }
  smtp connector Out { bridgehead SEA-EX01; address space *; deliver through smart host ${host} } }`),
      );
      expect(graph.nodes.filter((node) => node.kind === 'host')).toEqual([]);
      expect(graph.loose).toEqual([{ element: 'connector Out', node: 'routing group Seattle' }]);
    },
  );

  it('draws a name outside our domains as a host outside, even where its first part is a server of ours', () => {
    const graph = buildGraph(
      written(`
organization Contoso { domain contoso.com }
routing group Seattle { server SEA-EX01; server SEA-EX02
  smtp connector Out { bridgehead SEA-EX01; address space *; deliver through smart host sea-ex02.example.com } }`),
    );
    expect(graph.edges.map((edge) => edge.to)).toEqual(['host sea-ex02.example.com']);
  });

  it('takes hosts that differ in case for one', () => {
    const graph = buildGraph(
      written(`
routing group A { server S
  smtp connector One { bridgehead S; address space a.com; deliver through smart host relay.example.com }
  smtp connector Two { bridgehead S; address space b.com; deliver through smart host RELAY.example.com } }`),
    );
    expect(graph.edges.map((edge) => edge.to)).toEqual(['host relay.example.com', 'host relay.example.com']);
  });

  it('has the Internet where a connector leads there, or servers send without one', () => {
    const kinds = (text: string) => buildGraph(written(text)).nodes.map((node) => node.kind);
    const relayed = 'smtp connector C { bridgehead S; address space *; deliver through smart host relay.example.com }';
    expect(kinds('routing group A { server S }')).toContain('internet');
    expect(kinds(`routing group A { server S\n smtp connector C { bridgehead S; address space * } }`)).toContain(
      'internet',
    );
    expect(kinds(`routing group A { server S\n ${relayed} }`)).not.toContain('internet');
    expect(
      kinds(`organization O { when no connector matches dns }\nrouting group A { server S\n ${relayed} }`),
    ).toContain('internet');
    expect(kinds('')).toEqual([]);
  });

  it('leaves out what a connector names in vain, and keeps the connector with its group', () => {
    const graph = buildGraph(
      written('routing group A { server S\n routing group connector C to Nowhere { bridgehead GONE; target GONE } }'),
    );
    expect(graph.edges).toEqual([]);
    expect(graph.loose).toEqual([{ element: 'connector C', node: 'routing group A' }]);
  });

  it('marks local and remote bridgeheads with their servers', () => {
    const graph = buildGraph(
      written(`
routing group A { server S { virtual server V on all unassigned; virtual server W on all unassigned:26 }
  routing group connector C to B { bridgehead S/W; target T } }
routing group B { server T; server U }`),
    );
    expect(graph.nodes.filter((node) => node.bridgehead).map((node) => node.id)).toEqual([
      'server S',
      'virtual server S/W',
      'server T',
      'virtual server T/"Default SMTP Virtual Server"',
    ]);
  });

  it('need not be built anew when only a test changed', () => {
    const before = written('routing group A { server S }');
    expect(drawnAlike(before, { ...before, tests: [] })).toBe(true);
    expect(drawnAlike(before, written('routing group A { server T }'))).toBe(false);
  });

  it('names every parent and end among its nodes, each id once', () => {
    const graph = buildGraph(
      topologyOf(
        network(
          30,
          [
            [0, 1],
            [1, 2],
            [2, 0],
            [3, 4],
          ],
          3,
        ),
      ),
    );
    const ids = new Set(graph.nodes.map((node) => node.id));
    expect(ids.size).toBe(graph.nodes.length);
    expect(graph.nodes.filter((node) => node.parent !== null && !ids.has(node.parent))).toEqual([]);
    expect(graph.edges.filter((edge) => !ids.has(edge.from) || !ids.has(edge.to))).toEqual([]);
    expect(new Set(graph.edges.map((edge) => edge.id)).size).toBe(graph.edges.length);
  });
});
