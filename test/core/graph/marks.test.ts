import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { lookUpMarks, marksOn } from '#core/graph/marks';
import type { Place } from '#core/model/topology';
import { describe, expect, it } from 'vitest';
import { example, written } from './written';
import { id } from '../../element-id.ts';

const place: Place = { file: 'test.topo', piece: { text: '', faults: [], block: 'file' }, span: { start: 0, end: 0 } };

function diagnostic(element: string | undefined, severity: Severity, message: string): Diagnostic {
  return {
    code: 'test',
    severity,
    place,
    message,
    related: [],
    fixes: [],
    element: element === undefined ? undefined : id(element),
  };
}

describe('marks on the drawing', () => {
  const places = layout(buildGraph(example('four-cities')));

  it('stand on what they concern, the worst first, each in its first sentence', () => {
    const marks = marksOn(places, [
      diagnostic('server LON-EX01', 'info', 'Good to know. And more.'),
      diagnostic('server LON-EX01', 'error', "'10.2.0.10' is on two servers. Mail goes astray."),
      diagnostic('connector "Partner Mail"', 'warning', 'relay.fabrikam.com is late'),
    ]);
    expect(marks).toEqual([
      {
        element: 'server LON-EX01',
        severity: 'error',
        problems: ["'10.2.0.10' is on two servers.", 'Good to know.'],
      },
      { element: 'connector "Partner Mail"', severity: 'warning', problems: ['relay.fabrikam.com is late'] },
    ]);
  });

  it('are found by the node, and by every edge of a connector', () => {
    const markOf = lookUpMarks(
      marksOn(places, [
        diagnostic('server LON-EX01', 'error', 'Bad.'),
        diagnostic('connector "Partner Mail"', 'warning', 'Late.'),
      ]),
    );
    const marked = [...places.nodes, ...places.edges].filter((item) => markOf(item) !== undefined);
    expect(marked.map(({ id }) => id)).toEqual([
      'server LON-EX01',
      'connector "Partner Mail" > host relay.fabrikam.com',
      'connector "Partner Mail" > host [192.0.2.25]',
    ]);
  });

  it('are on the node that stands for what is not drawn', () => {
    const small = layout(
      buildGraph(written('routing group A { server S\n routing group connector C to Nowhere { target S } }')),
    );
    const marks = marksOn(small, [
      diagnostic('connector C', 'error', 'Nowhere is not a routing group.'),
      diagnostic('virtual server S/"Default SMTP Virtual Server"', 'warning', 'Stopped.'),
      diagnostic(undefined, 'error', 'Of nothing.'),
    ]);
    expect(marks.map(({ element, severity }) => [element, severity])).toEqual([
      ['routing group A', 'error'],
      ['server S', 'warning'],
    ]);
  });

  it('do not show hints', () => {
    expect(marksOn(places, [diagnostic('server LON-EX01', 'hint', 'Style.')])).toEqual([]);
  });
});
