import { dot } from '#core/graph/files/dot';
import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { mermaid } from '#core/graph/files/mermaid';
import { svg } from '#core/graph/files/svg';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { topologyOf, type Plan } from './topologies';
import { example, written } from './written';
import { graph } from '../../../server/cli/graph.ts';
import { expectAlways } from '../../property.ts';
import { id } from '../../element-id.ts';

const nasty = [
  '<script>alert(1)</script>',
  '"; } digraph x {',
  "it's & <b>bold</b>",
  'two\nlines\r\nand\u2028three',
  '\u202eright to left\u202c',
  'שלום עולם',
  'back\\slash\\',
  ']] --> (("',
  '#quot;&#34;&quot;',
  'end',
  'subgraph',
  'bell\u0007 and nul\u0000',
  '\ud800 half a pair',
  'style="x" onload="alert(1)"',
  '--> %%{init: {}}%% click n0 "javascript:alert(1)"',
  '```',
  '\uffff',
];

const plan = (group: string, server: string, connector: string, host: string): Plan => ({
  groups: [
    { name: group, servers: [{ name: server, addresses: ['10.0.0.1'], virtualServers: [connector] }] },
    { name: 'Other' },
  ],
  connectors: [
    {
      name: connector,
      in: group,
      kind: 'smtp connector',
      spaces: [host],
      hosts: [host],
      to: ['Other'],
      bridgeheads: [server],
    },
  ],
});

const anyName = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 30 }),
);
const anyPlan = fc
  .tuple(anyName, anyName, anyName, anyName)
  .map(([group, server, connector, host]) =>
    plan(anotherThan('Other', group), server.replaceAll('/', '-'), connector, `relay ${host}`),
  );

/** Groups are one when their names are, in whatever case. */
function anotherThan(taken: string, name: string): string {
  return name.toLowerCase() === taken.toLowerCase() ? `${name} one` : name;
}

const formats = {
  svg: (each: Plan) => svg({ places: layout(buildGraph(topologyOf(each))), marks: [] }, each.groups[0]!.name),
  dot: (each: Plan) => dot(buildGraph(topologyOf(each)), each.groups[0]!.name),
  mermaid: (each: Plan) => mermaid(buildGraph(topologyOf(each))),
};

test('every format that the command line offers is here; JSON is quoted by its own rules', () => {
  const elsewhere = ['html', 'drawio']; // test/media/drawing-page.test.ts and drawing-file.test.ts
  expect(graph.formats.filter((name) => !elsewhere.includes(name))).toEqual([...Object.keys(formats), 'json']);
});

describe('a topology written as', () => {
  it.each(['four-cities', 'tazmania', 'three-sites', 'five-hub'])(
    'SVG, DOT and Mermaid is as the golden files of %s say',
    async (name) => {
      const graph = buildGraph(example(name));
      await expect(svg({ places: layout(graph), marks: [] }, name)).toMatchFileSnapshot(`golden/${name}.svg`);
      await expect(dot(graph, name)).toMatchFileSnapshot(`golden/${name}.dot`);
      await expect(mermaid(graph)).toMatchFileSnapshot(`golden/${name}.mmd`);
    },
  );

  it('SVG shows marks by a badge and a line, and tells what they say', () => {
    const places = layout(buildGraph(example('four-cities')));
    const marks = [
      { element: id('server LON-EX01'), severity: 'error', problems: ['It has no address.'] },
      { element: id('connector "Partner Mail"'), severity: 'warning', problems: ['Late.'] },
    ] as const;
    const text = svg({ places, marks });
    expect(text.match(/<g class="badge"/g)).toHaveLength(1);
    expect(text).toMatch(
      /<g class="server error"[^>]*><title>server LON-EX01, in London, .*\nIt has no address\.<\/title>/,
    );
    expect(text.match(/<g class="smtp-connector warning">/g)).toHaveLength(2);
  });

  it('SVG is well-formed with the same markup, whatever the names', () => {
    const names = tagsOf(formats.svg(plan('G', 'S', 'C', 'relay H')));
    expectAlways(
      fc.property(anyPlan, (each) => {
        const text = formats.svg(each);
        // XML 1.0, 2.2: what a document can hold.
        expect(text).toMatch(/^[\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        for (const tag of tagsOf(text)) expect(names).toContain(tag);
        expect(balanced(text)).toBe(true);
        expect(text.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
      { runs: 300 },
    );
  });

  it.each(nasty.filter((name) => !/["\\\p{Cc}\p{Cs}\u2028\uffff]/u.test(name)))(
    'SVG, DOT and Mermaid of sites has the same markup with the name %j',
    (name) => {
      const [plain, odd] = [sites('N'), sites(name)];
      const drawn = (graph: Graph) => svg({ places: layout(graph), marks: [] });
      expect([...tagsOf(drawn(odd))]).toEqual([...tagsOf(drawn(plain))]);
      expect(balanced(drawn(odd))).toBe(true);
      expect(withoutStrings(dot(odd))).toBe(withoutStrings(dot(plain)));
      expect(withoutLabels(mermaid(odd))).toBe(withoutLabels(mermaid(plain)));
    },
  );

  it('DOT has only the strings that it should, whatever the names', () => {
    const shape = withoutStrings(formats.dot(plan('G', 'S', 'C', 'relay H')));
    expectAlways(
      fc.property(anyPlan, (each) => {
        expect(withoutStrings(formats.dot(each))).toBe(shape);
      }),
      { runs: 300 },
    );
  });

  it('Mermaid has only the labels that it should, whatever the names', () => {
    const shape = withoutLabels(formats.mermaid(plan('G', 'S', 'C', 'relay H')));
    expectAlways(
      fc.property(anyPlan, (each) => {
        const text = formats.mermaid(each);
        expect(withoutLabels(text)).toBe(shape);
        expect(text.replaceAll('<br/>', '').replaceAll(/-->|==>|\|/g, '')).not.toMatch(/[<>&`\\]/);
      }),
      { runs: 300 },
    );
  });
});

/** Everything that sites bring into a drawing, under one name. */
function sites(name: string): Graph {
  return buildGraph(
    written(`organization O { model exchange-2013 }
site "${name}" { hub; no inbound mail
  server "${name}" { database "${name}" }
  edge server E }
site B { server B1 }
site link "${name}" between "${name}", B
dag "${name}" { member "${name}", B1 }
foreign connector "${name}" { source B1; address space FAX:"*"; disabled }`),
  );
}

function tagsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/<\/?([^\s>]*)/g)].map((match) => match[1]!));
}

function balanced(text: string): boolean {
  const open: string[] = [];
  for (const [, close, name, , empty] of text.matchAll(/<(\/?)([a-z]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)(\/?)>/g)) {
    if (close === '/') {
      if (open.pop() !== name) return false;
    } else if (empty !== '/') open.push(name!);
  }
  return open.length === 0;
}

function withoutStrings(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""');
}

function withoutLabels(text: string): string {
  return text.replaceAll(/"[^"\n]*"/g, '""');
}
