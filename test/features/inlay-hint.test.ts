// What is shown between the words: the text with every hint in it, and the text after one was accepted.

import { describe, expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { everyHint, inlayHints } from '../../server/features/inlay-hint.ts';
import { startTests } from '#core/testing/test-run';
import { hintsIn } from '../../server/lsp/hint-settings.ts';
import { applyEdits, fixture, topo, type Fixture } from './cursor.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function hintsOf({ snapshot }: Fixture, wanted = everyHint): InlayHint[] {
  return inlayHints(snapshot, whole, wanted);
}

/** The text with each hint in it, as an editor shows it. */
function shown(text: string, wanted = everyHint): string {
  const here = fixture(text);
  const edits = hintsOf(here, wanted).map(({ position, label, paddingLeft }) => ({
    range: { start: position, end: position },
    newText: `${paddingLeft === true ? ' ' : ''}«${label as string}»`,
  }));
  return applyEdits(here.snapshot.source.tree.text, edits);
}

function accepted(text: string, at: number): string {
  const here = fixture(text);
  return applyEdits(here.snapshot.source.tree.text, hintsOf(here)[at]!.textEdits ?? []);
}

const office = topo`
  organization O { domain contoso.com }
  routing group Seattle {
    server SEA { mailbox *@contoso.com }
    server OLD {
      virtual server "Out 1" on all unassigned
      virtual server Two on all unassigned:26
    }
    routing group connector S2L to London {
      bridgehead SEA, OLD/Two
      target LON
    }
    routing group connector Far to London { cost 9; target LON/"Default SMTP Virtual Server" }
  }
  routing group London {
    server LON { mailbox *@london.example }
    smtp connector Mail {
      bridgehead LON
      address space *, FAX:"*" cost 5
      connect Seattle
    }
    x400 connector X { bridgehead LON; address space X400:"c=US;a= ;p=Contoso" }
  }
  test T { send from SEA to anna@contoso.com }
  test U {
    send from SEA to b@london.example size 1MB # over the sea
    expect delivered
  }
  test V { send from SEA to x@y.example; down server LON }
`;

test('what is not written and holds all the same is shown where it would stand', () => {
  expect(shown(office)).toBe(
    office
      .replace('S2L to London', 'S2L to London «cost 1»')
      .replace('bridgehead SEA,', 'bridgehead SEA«/Default SMTP Virtual Server»,')
      .replace('target LON\n', 'target LON«/Default SMTP Virtual Server»\n')
      .replace('bridgehead LON\n', 'bridgehead LON«/Default SMTP Virtual Server»\n')
      .replace('space *,', 'space * «cost 1»,')
      .replace('connect Seattle', 'connect Seattle «cost 1»')
      .replace('p=Contoso"', 'p=Contoso" «cost 1»')
      .replace('to anna@contoso.com', 'to anna@contoso.com «via no connector, cost 0»')
      .replace('size 1MB', "size 1MB «via 'S2L', cost 1»")
      .replace('to x@y.example', "to x@y.example «waits in 'Messages with an unreachabl…'»"),
  );
});

test('each kind can be off', () => {
  const none = { costs: false, virtualServers: false, routes: false };
  expect(shown(office, none)).toBe(office);
  expect(shown(office, { ...none, costs: true }).match(/«[^»]*»/g)).toEqual(Array(4).fill('«cost 1»'));
  expect(shown(office, { ...none, routes: true }).match(/«/g)).toHaveLength(3);
  expect(hintsIn({ inlayHints: { costs: false, routes: 'no' } })).toEqual({
    costs: false,
    virtualServers: true,
    routes: true,
  });
  for (const nonsense of [null, undefined, 'off', 7, [], { inlayHints: null }, { inlayHints: 'off' }])
    expect(hintsIn(nonsense)).toEqual(everyHint);
});

test('only what is in the range is told', () => {
  const { snapshot } = fixture(office);
  const line = { start: { line: 8, character: 0 }, end: { line: 9, character: 0 } };
  expect(inlayHints(snapshot, line).map(({ position }) => position)).toEqual([{ line: 8, character: 18 }]);
});

describe('a hint that is accepted is written down', () => {
  test.each([
    ['address space *; bridgehead S', 'address space * cost 1; bridgehead S'],
    ['bridgehead S', 'bridgehead S/"Default SMTP Virtual Server"'],
    ['connect B', 'connect B cost 1'],
  ])('%s', (before, after) => {
    const text = `routing group A { server S {}; smtp connector C { ${before} } }\nrouting group B {}\n`;
    expect(accepted(text, 0)).toBe(text.replace(before, after));
  });

  test('the cost of a connector in its block', () => {
    const oneLine = 'routing group A { routing group connector C to B { } }\nrouting group B {}\n';
    expect(accepted(oneLine, 0)).toBe(oneLine.replace('{ } }', '{ cost 1 } }'));
    const text = 'routing group A {\n  routing group connector C to B {\n    bridgehead any\n  }\n}\n';
    expect(accepted(text, 0)).toBe(text.replace('any\n', 'any\n    cost 1\n'));
    expect(accepted('routing group A {\n  routing group connector C to B {\n', 0)).toContain('C to B {\n');
  });

  test('what becomes of a message, where nothing is expected yet', () => {
    const text = 'routing group A { server S { mailbox a@b.c } }\ntest T {\n  send from S to a@b.c\n}\n';
    const at = hintsOf(fixture(text)).length - 1;
    expect(accepted(text, at)).toBe(
      text.replace('to a@b.c\n', 'to a@b.c\n  expect via none\n  expect cost 0\n  expect delivered\n'),
    );
    const known = text.replace('to a@b.c\n', 'to a@b.c\n  expect delivered\n');
    expect(accepted(known, at)).toBe(known);
  });
});

test('says where it comes from', () => {
  const tooltips = hintsOf(fixture(office)).map(({ tooltip }) => tooltip);
  expect(tooltips).toContain('An address space costs 1 unless its cost is written.');
  expect(tooltips).toContain('A server alone means its default virtual server: it declares none, so it has this one.');
  expect(
    hintsOf(fixture(office.replace('bridgehead SEA,', 'bridgehead OLD,')))
      .filter(({ label }) => label === '/Out 1')
      .map(({ tooltip }) => tooltip),
  ).toEqual(['A server alone means its default virtual server: the first that it declares.']);
});

test('a message that waits tells its queue, and a long way its beginning', () => {
  const group = (i: number, more: string): string =>
    `routing group G${i} { server S${i} { mailbox m${i}@b.c } ${more} }`;
  const link = (i: number): string =>
    `routing group connector "C${i}" to G${i + 1} { bridgehead S${i}; target S${i + 1}; cost 1 }`;
  const text = [
    ...Array.from({ length: 6 }, (_, i) => group(i, link(i))),
    group(6, ''),
    'test T { send from S0 to m6@b.c }',
    'test Q { send from S0 to m1@b.c; down server S1 }',
  ].join('\n');
  const labels = hintsOf(fixture(text), { costs: false, virtualServers: false, routes: true }).map(
    ({ label }) => label,
  );
  expect(labels).toEqual(["via 'C0', 'C1', 'C2', 'C3', 'C4…, cost 6", "waits in 'Messages with an unreachabl…'"]);
});

test('a message that is returned tells its code', () => {
  const text = 'organization O { domain b.c }\nrouting group A { server S { } }\ntest T { send from S to a@b.c }';
  expect(shown(text)).toBe(`${text.slice(0, -2)} «undeliverable 5.1.1» }`);
});

test('nothing is said of what could not be read, or is not known yet', () => {
  expect(shown('routing group A { routing group connector C to B { cost x } }')).not.toContain('«cost');
  expect(shown('routing group A { smtp connector C { bridgehead NOBODY; address } }')).not.toContain('«');
  expect(shown('test T { send from }')).not.toContain('«');
  const here = fixture(office);
  const { topology } = here.snapshot;
  const due = startTests(topology);
  expect(due.due.length).toBe(3);
  const routes = inlayHints({ ...here.snapshot, tests: () => due }, whole, {
    ...everyHint,
    costs: false,
    virtualServers: false,
  });
  expect(routes).toEqual([]);
  expect(
    shown(
      'test T { send from S to a@b.c }\nrouting group A { server S { mailbox a@b.c } }\ntest T { send from S to a@b.c }',
    ).match(/«/g),
  ).toHaveLength(1);
});
