import { pointOn } from '#core/graph/lines/course';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import type { Places } from '#core/graph/scene';
import { svg } from '#core/graph/files/svg';
import { describe, expect, it } from 'vitest';
import { realistic, topologyOf, type ConnectorPlan } from '../topologies';

const drawn = (connectors: readonly ConnectorPlan[], previous?: Places) => {
  const groups = ['A', 'B'].map((name) => ({ name, servers: [`${name}1`] }));
  return layout(buildGraph(topologyOf({ groups, connectors })), previous);
};

const there: ConnectorPlan = { name: 'There', in: 'A', to: ['B'], cost: 10 };
const back: ConnectorPlan = { name: 'Back', in: 'B', to: ['A'], cost: 30 };
const captions = ({ edges }: Places) => edges.flatMap(({ pair }) => pair?.caption ?? []);

describe('a connector and its way back', () => {
  it('are one line with both costs, in its direction', () => {
    const scene = drawn([there, back]);
    const [first, second] = scene.edges;
    expect(captions(scene)).toEqual(['10 ⇄ 30']);
    expect(first?.pair?.back).toBe(second?.id);
    expect(second?.pairedBy).toBe(first?.id);
    expect(first?.pair?.arrows.map(([tip]) => tip)).toEqual([first?.pair?.curve.at(-1), first?.pair?.curve[0]]);
  });

  it('have one cost where both are alike', () => {
    expect(captions(drawn([there, { ...back, cost: 10 }]))).toEqual(['10']);
  });

  it('run in the middle between the two single lines', () => {
    const [first, second] = drawn([there, back]).edges;
    const [a, b] = [pointOn(first!.curve, 0.5), pointOn(second!.curve, 0.5)];
    const middle = pointOn(first!.pair!.curve, 0.5);
    expect(Math.abs(middle.x - (a.x + b.x) / 2)).toBeLessThan(1);
    expect(Math.abs(middle.y - (a.y + b.y) / 2)).toBeLessThan(1);
  });

  it('are none when one leads nowhere back, or is of another kind', () => {
    expect(captions(drawn([there, { ...there, name: 'Again' }]))).toEqual([]);
    expect(captions(drawn([there, { ...back, kind: 'smtp connector', spaces: ['*'] }]))).toEqual([]);
  });

  it('of several each has one way back', () => {
    const scene = drawn([there, back, { ...there, name: 'Again', cost: 20 }, { ...back, name: 'Once more', cost: 20 }]);
    expect(captions(scene)).toEqual(['10 ⇄ 30', '20']);
  });

  it('part when the way back goes, and the rest stays', () => {
    const before = drawn([there, back]);
    expect(captions(drawn([there], before))).toEqual([]);
    expect(captions(drawn([there, back], drawn([there])))).toEqual(['10 ⇄ 30']);
    expect(drawn([there, back], before)).toBe(before);
  });

  it('are one line with two heads in a file', () => {
    const scene = layout(buildGraph(topologyOf(realistic(10))));
    const shared = scene.edges.filter(({ pair }) => pair !== undefined).length;
    const text = svg({ places: scene, marks: [] });
    expect(shared).toBeGreaterThan(8);
    expect(text.match(/class="line"/g)).toHaveLength(scene.edges.length - shared);
    expect(text.match(/class="head" d="M[^M"]*M/g)).toHaveLength(shared);
  });
});
