// What the client is told to do to the text: places as it knows them, in whichever file of the topology.

import { expect, test } from 'vitest';
import { plainText } from '#core/editing/text';
import type { WantedEdit } from '#core/protocol/requests';
import { edit } from '../../server/features/edit.ts';
import { applyEdits, described, fixture, topo } from './cursor.ts';

/** The edit of `what` at the cursor of a fixture. */
function at({ snapshot, position }: ReturnType<typeof fixture>, what: Extract<WantedEdit, { kind: 'insert' }>['what']) {
  const wanted = { kind: 'insert', what, at: { uri: snapshot.source.file, position } } as const;
  const answer = edit(snapshot, wanted, { tabSize: 3, insertSpaces: true });
  return answer.ok ? answer.value : answer.error;
}

test('a statement goes to a place of its own, indented as the editor does where the file shows nothing', () => {
  const given = fixture('routing group G {\n}<|>\n');
  const answer = at(given, 'smtp connector');
  if (typeof answer === 'string' || answer.kind !== 'insert') throw new Error(JSON.stringify(answer));
  const after = applyEdits('routing group G {\n}\n', [{ range: answer.at.range, newText: plainText(answer.parts) }]);
  expect(after).toBe(topo`
    routing group G {
       smtp connector "Internet Mail SMTP Connector" {
          bridgehead SERVER
          address space * cost 1
       }
    }
  `);
});

test('a statement that is there is shown', () => {
  const given = fixture('routing group G { smtp connector C { cost 1; <|scope organization|>; <|> } }');
  const answer = at(given, 'scope');
  if (typeof answer === 'string' || answer.kind !== 'present') throw new Error(JSON.stringify(answer));
  expect(described(answer.at.uri, answer.at.range)).toBe(given.marked[0]);
});

test('a block that is chosen is asked for again, even in a file that is included', () => {
  const given = fixture(topo`
    #- main.topo
    <|>
    include "g.topo"
    #- g.topo
    routing group A { server A1 { } }
    routing group B { server B1 { } }
  `);
  const first = at(given, 'virtual server');
  if (typeof first === 'string' || first.kind !== 'choose') throw new Error(JSON.stringify(first));
  expect(first.question).toBe('Which server?');
  expect(first.blocks.map(({ name }) => name)).toEqual(['A1', 'B1']);
  const again = edit(given.snapshot, { kind: 'insert', what: 'virtual server', at: first.blocks[1]!.at });
  if (!again.ok || again.value.kind !== 'insert') throw new Error(JSON.stringify(again));
  expect(described(again.value.at.uri, again.value.at.range)).toBe('g.topo:1:29-1:30');
});

test('what cannot be done is said in a sentence', () => {
  expect(at(fixture('organization O { }\n'), 'scope')).toMatch(/^Only an SMTP connector has a scope/);
});
