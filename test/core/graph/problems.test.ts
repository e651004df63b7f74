import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { withProblems } from '#core/graph/problems';
import type { Place } from '#core/model/topology';
import { describe, expect, it } from 'vitest';
import { example, written } from './written';

const place: Place = { file: 'test.topo', piece: { text: '', faults: [], block: 'file' }, span: { start: 0, end: 0 } };

function diagnostic(element: string | undefined, severity: Severity, message: string): Diagnostic {
  return { code: 'test', severity, place, message, related: [], fixes: [], element };
}

describe('problems in the drawing', () => {
  const scene = layout(buildGraph(example('four-cities')));

  it('stand on what they concern, the worst first, each in its first sentence', () => {
    const marked = withProblems(scene, [
      diagnostic('server LON-EX01', 'info', 'Good to know. And more.'),
      diagnostic('server LON-EX01', 'error', "'10.2.0.10' is on two servers. Mail goes astray."),
      diagnostic('connector "Partner Mail"', 'warning', 'relay.fabrikam.com is late'),
    ]);
    expect(marked.nodes.find((node) => node.id === 'server LON-EX01')).toMatchObject({
      severity: 'error',
      problems: ["'10.2.0.10' is on two servers.", 'Good to know.'],
    });
    const edges = marked.edges.filter((edge) => edge.severity !== null);
    expect(edges.map((edge) => edge.id)).toEqual([
      'connector "Partner Mail" > host relay.fabrikam.com',
      'connector "Partner Mail" > host [192.0.2.25]',
    ]);
    expect(edges[0]!.problems).toEqual(['relay.fabrikam.com is late']);
  });

  it('leave all else the same object, and come off again', () => {
    const marked = withProblems(scene, [diagnostic('server LON-EX01', 'error', 'Bad.')]);
    expect(marked.nodes.filter((node, index) => node !== scene.nodes[index]).map((node) => node.id)).toEqual([
      'server LON-EX01',
    ]);
    expect(marked.edges.every((edge, index) => edge === scene.edges[index])).toBe(true);
    expect(withProblems(marked, [])).toEqual(scene);
  });

  it('mark the node that stands for what is not drawn', () => {
    const small = layout(
      buildGraph(written('routing group A { server S\n routing group connector C to Nowhere { target S } }')),
    );
    const marked = withProblems(small, [
      diagnostic('connector C', 'error', 'Nowhere is not a routing group.'),
      diagnostic('virtual server S/"Default SMTP Virtual Server"', 'warning', 'Stopped.'),
      diagnostic(undefined, 'error', 'Of nothing.'),
      diagnostic('server GONE', 'error', 'Of something gone.'),
    ]);
    expect(marked.nodes.map(({ id, severity }) => [id, severity])).toEqual([
      ['routing group A', 'error'],
      ['server S', 'warning'],
      ['internet', null],
    ]);
  });

  it('do not show hints', () => {
    expect(withProblems(scene, [diagnostic('server LON-EX01', 'hint', 'Style.')])).toEqual(scene);
  });
});
