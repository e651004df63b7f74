// Administrative groups play no part in routing, but people know their routing groups by them.

import { describe as described } from '#core/graph/asked/describe';
import { searchIn } from '#core/graph/asked/search';
import { dot } from '#core/graph/files/dot';
import { mermaid } from '#core/graph/files/mermaid';
import { svg } from '#core/graph/files/svg';
import { buildGraph, drawnAlike } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { textsOf } from '#core/graph/texts';
import { describe, expect, it } from 'vitest';
import { written } from './written';

const text = `
administrative group "Europe <north>" {
  routing group Oslo { server OSL { } }
}
routing group Rome { server ROM { } }
connector C from Oslo to Rome { cost 10 }
`;

const places = layout(buildGraph(written(text)));
const nodeOf = (id: string) => places.nodes.find((node) => node.id === id)!;

describe('The administrative group of a routing group', () => {
  it('stands behind its name, and what stands in none says nothing', () => {
    expect(textsOf(nodeOf('routing group Oslo')).map((each) => each.text)).toEqual(['Oslo', 'Europe <north>']);
    expect(textsOf(nodeOf('routing group Rome')).map((each) => each.text)).toEqual(['Rome']);
  });

  it('fits into its box', () => {
    const long = layout(buildGraph(written(text.replace('Europe <north>', 'E'.repeat(60)))));
    const box = long.nodes.find(({ id }) => id === 'routing group Oslo')!;
    expect(box.width).toBeLessThan(320);
    expect(textsOf(box)[1]?.text).toMatch(/^E+…$/);
  });

  it('is told with it, and found by', () => {
    expect(described(nodeOf('routing group Oslo'), nodeOf)).toEqual([
      'routing group Oslo',
      'administrative group Europe <north>',
    ]);
    expect(searchIn(places)('europe')[0]?.element).toBe('routing group Oslo');
  });

  it('is in files, as text', () => {
    expect(svg({ places, marks: [] })).toContain('Europe &lt;north&gt;');
    expect(dot(buildGraph(written(text)))).toContain('Oslo · Europe <north>"');
    expect(mermaid(buildGraph(written(text)))).toContain('["Oslo · Europe #60;north#62;"]');
  });

  it('makes another drawing when it is another', () => {
    const [before, renamed] = [written(text), written(text.replace('Europe', 'EUROPE'))];
    expect(drawnAlike(before, renamed)).toBe(false);
  });
});
