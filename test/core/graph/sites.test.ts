// What sites, site links, DAGs and Send connectors look like in the graph, in the drawing and in words.

import { describe as described } from '#core/graph/asked/describe';
import { dot } from '#core/graph/files/dot';
import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { mermaid } from '#core/graph/files/mermaid';
import { allReceiving } from '#core/graph/receiving';
import type { Places } from '#core/graph/scene';
import { makeSpace } from '#core/graph/space';
import { svg } from '#core/graph/files/svg';
import { textWidth } from '#core/graph/text-width';
import { textsOf } from '#core/graph/texts';
import { describe, expect, it } from 'vitest';
import { written } from './written';

const organization = 'organization O { model exchange-2013; domain o.example }\n';
const graphOf = (text: string): Graph => buildGraph(written(organization + text));
const placesOf = (text: string): Places => layout(graphOf(text));
const [a, b, c] = ['site A { server A1; server A2 }\n', 'site B { server B1 }\n', 'site C { server C1 }\n'];

function sentencesOf({ nodes, edges }: Places): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [...nodes, ...edges].map((item) => described(item, (id) => byId.get(id)).join(', '));
}

const nodeOf = ({ nodes }: Places, id: string) => nodes.find((node) => node.id === id)!;
const textsAt = (places: Places, id: string) => textsOf(nodeOf(places, id)).map(({ text }) => text);

describe('A site link', () => {
  const text = `${a}${b}${c}site link AB between A, B { cost 50 }\nsite link All between A, B, C { cost 70; exchange cost 60 }`;

  it('is one edge for each pair of sites, at the cost that mail pays, under the name of the link that counts', () => {
    const edges = graphOf(text).edges.map(({ id, kind, name, from, to, cost }) => ({ id, kind, name, from, to, cost }));
    expect(edges).toEqual([
      { id: 'line A to B', kind: 'site link', name: 'AB', from: 'site A', to: 'site B', cost: 50 },
      { id: 'line A to C', kind: 'site link', name: 'All', from: 'site A', to: 'site C', cost: 60 },
      { id: 'line B to C', kind: 'site link', name: 'All', from: 'site B', to: 'site C', cost: 60 },
    ]);
  });

  it('is told to lie between sites, and drawn with name and cost and without a head', () => {
    const places = placesOf(text);
    expect(sentencesOf(places)).toContain('site link AB, between A and B, cost 50');
    expect(places.edges.map(({ caption }) => caption)).toEqual(['AB · 50', 'All · 60', 'All · 60']);
    const drawn = svg({ places, marks: [] });
    expect(drawn.match(/class="line"/g)).toHaveLength(3);
    expect(drawn).not.toContain('class="head"');
    expect(drawn).toContain('3 sites, 4 servers, 2 site links, 0 connectors. AB: between A and B, cost 50.');
  });

  it('has no arrow in DOT and Mermaid either', () => {
    expect(dot(graphOf(text))).toMatch(/label="AB · 50", [^\n]*dir=none/);
    expect(mermaid(graphOf(text))).toContain('n0 ---|"AB · 50"| n3');
  });

  it('leaves room for its name between the sites, and shows the cost alone where there are many', () => {
    const { nodes, edges } = placesOf(`${a}${b}site link "From here to there" between A, B`);
    const [left, right] = nodes.filter(({ kind }) => kind === 'site').sort((one, other) => one.x - other.x);
    expect(right!.x - left!.x - left!.width).toBeGreaterThan(edges[0]!.captionWidth);
    const many = Array.from(
      { length: 41 },
      (_, i) => `site S${i} { server S${i}X }\nsite link L${i} between A, S${i}\n`,
    );
    expect(placesOf(a + many.join('')).edges.map(({ caption }) => caption)).toEqual(many.map(() => '100'));
  });
});

describe('What sets a site or a server apart', () => {
  const text = `
site Hub { hub; no inbound mail
  server S1 { address 10.0.0.1
    database DB01 { copy on S2 }
    database DB02 { copy on S2, S3 }
    mailbox x@o.example }
  server S2
  server S3
  edge server E1 }
site Empty { hub }
dag D { member S1, S2 }`;

  it('is in the graph', () => {
    const nodes = graphOf(text).nodes.filter(({ kind }) => kind === 'site' || kind === 'server');
    const traits = nodes.map(({ name, role, noInboundMail, databases, dag }) => ({ name, role, noInboundMail, databases, dag })); // prettier-ignore
    const nothing = { role: undefined, noInboundMail: undefined, databases: undefined, dag: undefined };
    const databases = [
      { name: 'DB01', copies: ['S2'] },
      { name: 'DB02', copies: ['S2', 'S3'] },
    ];
    expect(traits).toEqual([
      { ...nothing, name: 'Hub', role: 'hub site', noInboundMail: true },
      { ...nothing, name: 'S1', databases, dag: 'D' },
      { ...nothing, name: 'S2', dag: 'D' },
      { ...nothing, name: 'S3' },
      { ...nothing, name: 'E1', role: 'Edge server' },
      { ...nothing, name: 'Empty', role: 'hub site' },
    ]);
  });

  it('is told', () => {
    expect(sentencesOf(placesOf(text)).slice(0, 6)).toEqual([
      'hub site Hub, no inbound mail',
      'server S1, in Hub, 10.0.0.1, databases DB01 (copy on S2), DB02 (copies on S2 and S3), member of DAG D',
      'server S2, in Hub, member of DAG D',
      'server S3, in Hub',
      'Edge server E1, in Hub, source server',
      'hub site Empty',
    ]);
  });

  it('is drawn', () => {
    const places = placesOf(text);
    expect(textsAt(places, 'site Hub')).toEqual(['Hub', 'hub site · no inbound mail']);
    expect(textsAt(places, 'site Empty')).toEqual(['Empty', 'no servers', 'hub site']);
    expect(textsAt(places, 'server S1')).toEqual(['S1', '10.0.0.1', 'DB01, DB02']);
    expect(textsAt(places, 'server E1')).toEqual(['E1', 'Edge server']);
    expect(nodeOf(places, 'server S1').tag?.text).toBe('D');
    const drawn = svg({ places, marks: [] });
    expect(drawn).toContain('<g class="site hub-site"');
    expect(drawn).toContain('<g class="server edge-server"');
    expect(drawn.match(/class="tag dag-0"/g)).toHaveLength(2);
    expect(drawn).toContain('.dag-0 > path, .dag-0 > rect { stroke: #0b7285; stroke: var(--dag0); }');
  });

  it('stays in its box, however long the names', () => {
    const long = 'x'.repeat(80);
    const { nodes } =
      placesOf(`site "${long}" { hub; no inbound mail\n server S { database "${long}" }\n server T { database B; database C } }
dag "${long}" { member S, T }`);
    for (const node of nodes) {
      const ends = (node.notes ?? []).map(({ text, x, size }) => x + textWidth(text, size));
      const tagEnd = node.tag === undefined ? 0 : node.tag.x + node.tag.width;
      expect(Math.max(0, tagEnd, ...ends)).toBeLessThanOrEqual(node.width);
    }
  });

  it('is written on clusters and boxes of DOT and Mermaid', () => {
    expect(dot(graphOf(text))).toContain('label="Hub · hub site · no inbound mail"');
    expect(mermaid(graphOf(text))).toContain('["S1<br/>DAG D<br/>DB01#44; DB02"]');
  });

  it('lets a server stand for its databases', () => {
    const { undrawn } = placesOf(text);
    expect(undrawn).toContainEqual({ element: 'database DB01', node: 'server S1' });
  });
});

describe('A DAG', () => {
  const text = `${a}${b}${c}site link BC between B, C { cost 5 }
dag "Prod" { member A1, C1, B1, GONE }
dag DAG2 { member B1, A2 }`;

  it('names its members, and pairs of sites that join all of them, along links where there are some', () => {
    expect(graphOf(text).dags).toEqual([
      {
        id: 'dag Prod',
        name: 'Prod',
        members: ['server A1', 'server C1', 'server B1'],
        ties: [
          ['site A', 'site C'],
          ['site C', 'site B'],
        ],
      },
      { id: 'dag DAG2', name: 'DAG2', members: ['server B1', 'server A2'], ties: [['site B', 'site A']] },
    ]);
  });

  it('is drawn as lines in a look of its own, which its members wear; a server in two is of the first', () => {
    const { nodes, edges } = placesOf(text);
    const ties = edges.filter(({ kind }) => kind === 'dag');
    expect(ties.map(({ from, to, look, caption }) => ({ from, to, look, caption }))).toEqual([
      { from: 'site A', to: 'site C', look: 0, caption: 'Prod' },
      { from: 'site C', to: 'site B', look: 0, caption: 'Prod' },
      { from: 'site B', to: 'site A', look: 1, caption: 'DAG2' },
    ]);
    const tags = nodes.flatMap(({ name, tag }) => (tag === undefined ? [] : [[name, tag.text, tag.look]]));
    expect(tags).toEqual([
      ['A1', 'Prod', 0],
      ['A2', 'DAG2', 1],
      ['B1', 'Prod', 0],
      ['C1', 'Prod', 0],
    ]);
  });

  it('is told with its members', () => {
    expect(sentencesOf(placesOf(text))).toContain('DAG Prod, across A and C, members A1, C1, B1');
    expect(sentencesOf(placesOf(text))).toContain('DAG2, across B and A, members B1, A2');
  });

  it('has no flag for its members, and is stood for by its site where it is in one', () => {
    const places = placesOf(`${a}dag D { member A1, A2 }`);
    expect(places.nodes.filter(({ bridgehead }) => bridgehead)).toEqual([]);
    expect(places.edges).toEqual([]);
    expect(places.undrawn).toContainEqual({ element: 'dag D', node: 'site A' });
  });
});

describe('A Send connector', () => {
  it('leaves from each site that has source servers, which are marked there', () => {
    const graph = graphOf(`${a}${b}${c}send connector Out { source A2, B1; address space *; deliver through smart host relay.example }`); // prettier-ignore
    expect(graph.edges.map(({ id, from, to }) => ({ id, from, to }))).toEqual([
      { id: 'connector Out < site A', from: 'site A', to: 'host relay.example' },
      { id: 'connector Out < site B', from: 'site B', to: 'host relay.example' },
    ]);
    expect(graph.nodes.filter(({ kind, bridgehead }) => kind === 'server' && bridgehead).map(({ id }) => id)).toEqual([
      'server A2',
      'server B1',
    ]);
    expect(sentencesOf(layout(graph))).toContain('send connector Out, from B, to relay.example for *, cost 1');
  });

  it('has an edge for each site and host, each with an id of its own', () => {
    const { edges } = graphOf(`${a}${b}send connector Out { source A1, B1; address space *; deliver through smart host x.example, y.example }`); // prettier-ignore
    expect(edges.map(({ id }) => id)).toEqual([
      'connector Out < site A > host x.example',
      'connector Out < site A > host y.example',
      'connector Out < site B > host x.example',
      'connector Out < site B > host y.example',
    ]);
  });

  it('is pale and called disabled when it is', () => {
    const places = placesOf(`${a}send connector Out { source A1; address space *; disabled }`);
    expect(places.edges.map(({ disabled, caption }) => ({ disabled, caption }))).toEqual([
      { disabled: true, caption: '* · 1 · disabled' },
    ]);
    expect(sentencesOf(places)).toContain('send connector Out, from A, to Internet for *, cost 1, disabled');
    expect(svg({ places, marks: [] })).toContain('<g class="send-connector disabled">');
  });

  it('of an Edge subscription is drawn though nobody wrote it, and is told to be so', () => {
    const sentences = sentencesOf(placesOf('site A { server A1; edge server E1 }'));
    expect(sentences).toContain(
      'send connector EdgeSync - A to Internet, from A, to Internet for *, cost 100, made by the Edge subscription',
    );
  });
});

describe('A foreign system', () => {
  it('is a node of its own, one for each foreign or delivery agent connector', () => {
    const places = placesOf(`${a}foreign connector Fax { source A1; address space FAX:"*" }
delivery agent connector Texts { source A1; address space MOBILE:"*" }`);
    const systems = places.nodes.filter(({ kind }) => kind === 'foreign system');
    expect(systems.map(({ id, sublabel }) => [id, sublabel])).toEqual([
      ['foreign system Fax', 'foreign system'],
      ['foreign system Texts', 'delivery agent'],
    ]);
    expect(sentencesOf(places)).toContain('foreign connector Fax, from A, to Fax for FAX:*, cost 1');
    expect(sentencesOf(places)).toContain('foreign system Texts, delivery agent');
  });
});

describe('Receive connectors', () => {
  it('are those that setup makes, unless one of that name is written, and those that are written', () => {
    const places = placesOf(`site A { server A1 {
  receive connector Printers on 10.0.0.1:25 { from 10.0.9.0/24, 10.0.8.1; stopped }
  receive connector "client frontend A1" on all available:588 { } }
  edge server E1 }`);
    const received = (id: string) => allReceiving(nodeOf(places, id)).map(({ name, text }) => `${name} ${text}`);
    expect(received('server A1')).toEqual([
      'Default Frontend A1 on all available:25 · Front End Transport · from everybody · made by setup',
      'Outbound Proxy Frontend A1 on all available:717 · Front End Transport · from everybody · made by setup',
      'Default A1 on all available:2525 · Transport · from everybody · made by setup',
      'Client Proxy A1 on all available:465 · Transport · from everybody · made by setup',
      'Printers on 10.0.0.1:25 · Front End Transport · from 10.0.9.0/24, 10.0.8.1 · stopped',
      'client frontend A1 on all available:588 · Front End Transport · from everybody',
    ]);
    expect(received('server E1')).toEqual([
      'Default internal receive connector E1 on all available:25 · Transport · from everybody · made by setup',
    ]);
  });
});

describe('Two hundred sites around hubs, with DAGs across them', () => {
  const spokes = Array.from({ length: 192 }, (_, i) => {
    const hub = `HUB${i % 8}`;
    const servers = [1, 2, 3, 4, 5].map((each) => `server S${i}M${each} { database S${i}D${each} }`).join('\n');
    return `site S${i} {\n${servers}\n}\nsite link L${i} between ${hub}, S${i}\ndag DAG${i} { member S${i}M1, ${hub}M }\n`;
  });
  const hubs = Array.from({ length: 8 }, (_, i) => `site HUB${i} { hub\n server HUB${i}M }\n`);
  const names = hubs.map((_, i) => `HUB${i}`).join(', ');
  const graph = graphOf(`${hubs.join('')}${spokes.join('')}site link Core between ${names}`);
  const places = layout(graph);

  it('overlap nowhere, and all of them are inside', () => {
    const boxes = places.nodes.filter(({ parent }) => parent === null);
    const space = makeSpace(boxes);
    expect(boxes).toHaveLength(201);
    for (const box of boxes) {
      expect(space.at(box)).toEqual([box]);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(places.width);
    }
  });

  it('stay where they are when drawn again', () => {
    expect(layout(graph, places)).toBe(places);
  });
});
