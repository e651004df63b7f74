import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, reparse } from '#core/syntax/parse';
import type { Declaration, Piece, Tree } from '#core/syntax/tree';
import { dump } from './dump.ts';
import { expectAlways } from '../../property.ts';

const examples = ['four-cities', 'tazmania'].map((name) => readFileSync(`examples/${name}.topo`, 'utf8'));
const nested = `include "a.topo"
administrative group Europe {
  routing group Paris { server P1 { address 10.0.0.1; virtual server A on 10.0.0.1 { stopped } virtual server B on all unassigned } }
  routing group Rome {
    master R1 # the first
    server R1 {
      mailbox *@x.com,
        *@y.com
    }
  }
}
# about mail
test t { down server P1,
  server R1
  send from P1 to a@b.c
}
`;

const snippets = [
  '{',
  '}',
  '"',
  ',',
  ';',
  '#',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\u00a0',
  '/',
  '[',
  'x',
  '10',
  'server X {',
  'server Y\n',
  'virtual server V on 10.0.0.1',
  'routing group G {\n',
  'administrative group A {\n',
  'test T {',
  'cost 10',
  'sever Z {',
  '}\n}\n',
  'include "b.topo"\n',
  '# note\n',
  'address 10.0.0.1,\n',
  'organization O {',
  'address space SMTP:*;1',
  ';1',
  'X400:c=US;a= ;p=C',
  'tls\n',
  'site S {',
  '  }\n',
  'port 25',
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  text: fc.oneof(fc.constant(''), fc.constantFrom(...snippets), fc.string({ maxLength: 4 })),
});

function applied(tree: Tree, { at, remove, text }: { at: number; remove: number; text: string }) {
  const start = Math.floor(at * tree.text.length);
  return { start, end: Math.min(start + remove, tree.text.length), text };
}

function declarations(list: readonly Declaration[]): readonly Declaration[] {
  return list.flatMap((declaration) => [declaration, ...declarations(declaration.children)]);
}

describe('reparse', () => {
  it('gives the tree that parse gives for the edited text', () => {
    expectAlways(
      fc.property(
        fc.constantFrom(...examples, nested),
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        (text, edits) => {
          let tree = parse(text);
          for (const random of edits) {
            const now = applied(tree, random);
            const next = reparse(tree, now);
            expect(next.text).toBe(tree.text.slice(0, now.start) + now.text + tree.text.slice(now.end));
            expect(dump(next)).toBe(dump(parse(next.text)));
            tree = next;
          }
        },
      ),
      { runs: 150 },
    );
  });

  it('keeps the pieces and declarations that an edit leaves alone', () => {
    for (const text of [...examples, nested]) {
      for (let at = 0; at <= text.length; at += 7) {
        const before = parse(text);
        const after = reparse(before, { start: at, end: at, text: 'x' });
        const kept = new Set(after.pieces.filter((piece) => before.pieces.includes(piece)));
        expect(kept.size).toBeGreaterThanOrEqual(before.pieces.length - 8);
        const still = new Set(declarations(after.declarations));
        for (const declaration of declarations(before.declarations)) {
          if (piecesOf(before, declaration).every((piece) => kept.has(piece))) {
            expect(still.has(declaration), `${declaration.kind} ${String(declaration.name?.value)}`).toBe(true);
          }
        }
      }
    }
  }, 60_000);
});

/** The pieces from the head of a declaration to its end, and the one behind, which may be what ends it. */
function piecesOf(tree: Tree, declaration: Declaration): readonly Piece[] {
  const first = tree.pieces.indexOf(declaration.piece);
  return tree.pieces.slice(first, tree.pieces.indexOf(declaration.end.piece) + 2);
}
