import type { NodeId } from '#core/graph/ids';
import { buildGraph } from '#core/graph/graph';
import {
  noLayout,
  pinsIn,
  readLayout,
  withName,
  withPlaces,
  writeLayout,
  type LayoutFile,
} from '#core/graph/layout-file';
import { describe, expect, it } from 'vitest';
import { network, topologyOf } from './topologies';

const graph = buildGraph(topologyOf(network(3, [[0, 1]])));
const [first, second] = graph.nodes.filter((node) => node.parent === null).map((node) => node.id);
const id = (text: string) => text as NodeId;

function read(text: string): LayoutFile {
  const answer = readLayout(text);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const text = `{
  "$schema": "./layout.json",
  "format": 1,
  "places": {
    "internet": { "x": 10, "y": -20 },
    "routing group \\"New York\\"": { "x": 1, "y": 2 }
  }
}
`;

describe('the file', () => {
  it('is written as it was read, one place a line', () => {
    expect(writeLayout(read(text))).toBe(text);
    expect(read(writeLayout(noLayout))).toEqual(noLayout);
  });

  it('is sorted, so that people who move two boxes change two lines', () => {
    const file = withPlaces(noLayout, new Map([[id('site B'), { x: 1.4, y: 2.6 }], [id('host a.example'), { x: 3, y: 4 }], [id('site A'), { x: 5, y: 6 }]]), undefined); // prettier-ignore
    expect(writeLayout(file).split('\n').slice(2, 7)).toEqual([
      '  "places": {',
      '    "host a.example": { "x": 3, "y": 4 },',
      '    "site A": { "x": 5, "y": 6 },',
      '    "site B": { "x": 1, "y": 3 }',
      '  }',
    ]);
  });

  it.each([
    ['', 'no JSON', 0],
    ['{ "format": 1, "places": { } ', 'no JSON', 29],
    ['{ "format": 1,, }', 'no JSON', 14],
    ['[]', 'A layout is an object', 0],
    ['{ "places": {} }', '"format" is missing', 0],
    ['{ "format": 2, "places": {} }', 'has the format 2', 2],
    ['{ "format": 1 }', '"places" is missing', 0],
    ['{ "format": 1, "places": [] }', '"places" is an object', 15],
    ['{ "format": 1, "places": { "site A": { "x": "1", "y": 2 } } }', "The place of 'site A'", 27],
    ['{ "format": 1, "places": { "site A": { "x": 1 } } }', "The place of 'site A'", 27],
    ['{ "format": 1, "places": { "site A": { "x": 1e9, "y": 0 } } }', "The place of 'site A'", 27],
  ])('says what is wrong with %j, and where', (bad, message, at) => {
    const answer = readLayout(bad);
    expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) as string, at } });
  });
});

describe('places in it', () => {
  it('are those of what is drawn, however their names are spelled', () => {
    const spelled = { ...noLayout, places: new Map([[String(first).toUpperCase().replace('ROUTING GROUP', 'routing group'), { x: 7, y: 8 }], ['site Gone', { x: 1, y: 1 }]]) }; // prettier-ignore
    expect(pinsIn(spelled, graph)).toEqual(new Map([[first, { x: 7, y: 8 }]]));
  });

  it('are replaced by a move, and those of what is not drawn any more go', () => {
    const before = read('{ "format": 1, "places": { "site Gone": { "x": 1, "y": 1 } } }');
    const moves = new Map([[second ?? id(''), { x: 5, y: 6 }]]);
    expect([...withPlaces(before, moves, graph).places]).toEqual([[second, { x: 5, y: 6 }]]);
    expect(withPlaces(before, moves, undefined).places.size).toBe(2);
  });

  it('go with the name', () => {
    const before = read(text);
    const after = withName(before, id('routing group "New York"'), id('routing group Boston'));
    expect([...after.places.keys()]).toEqual(['internet', 'routing group Boston']);
    expect(withName(before, id('routing group York'), id('routing group Boston'))).toBe(before);
    const foreign = { ...noLayout, places: new Map([['foreign system "Fax"', { x: 1, y: 1 }]]) };
    expect([...withName(foreign, id('foreign system Fax'), id('foreign system Telex')).places.keys()]).toEqual(['foreign system Telex']); // prettier-ignore
  });
});
