// What the client is told of a wizard: places as it knows them, and what only routing knows.

import { expect, test } from 'vitest';
import type { WizardQuestion } from '#core/protocol/requests';
import { wizard } from '../../server/features/wizard.ts';
import { applyEdits, fixture, topo } from './cursor.ts';

const two = topo`
  #- main.topo
  include "b.topo"
  organization O {
    domain contoso.com
  }
  routing group A {
    server A1 { }
    smtp connector Out {
      <|>bridgehead A1
      address space *, fabrikam.com
    }
    routing group connector "A to B" to B { bridgehead A1; target B1 }
  }
  #- b.topo
  routing group B {
    server B1 { }
    smtp connector Fabrikam { bridgehead B1; address space fabrikam.com; scope routing group }
    routing group connector "B to A" to A { bridgehead B1; target A1 }
  }
`;

function ask(
  { snapshot }: ReturnType<typeof fixture>,
  question: Omit<WizardQuestion, 'answers'>,
  ...answers: string[]
) {
  const given = answers.map((each) => [each]);
  const answer = wizard(snapshot, { ...question, answers: given }, { tabSize: 3, insertSpaces: true });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

function items(...args: Parameters<typeof ask>) {
  const answer = ask(...args);
  return answer.kind === 'step'
    ? answer.step.items.map(({ label, description }) => [label, description].join(': '))
    : [];
}

test('what is at the cursor is chosen at first, else what was clicked', () => {
  const given = fixture(two);
  const proposed = (at: WizardQuestion['at'], name: WizardQuestion['wizard']) => {
    const answer = ask(given, { wizard: name, at });
    return answer.kind === 'step' ? answer.step.proposed : [];
  };
  expect(proposed({ position: given.position }, 'scope')).toEqual(['Out']);
  expect(proposed({ position: given.position }, 'virtual server')).toEqual(['A1']);
  expect(proposed({ element: 'server B1' }, 'virtual server')).toEqual(['B1']);
  expect(proposed({ element: 'routing group B' }, 'virtual server')).toEqual(['B1']);
  expect(proposed({ element: 'virtual server B1/"Default SMTP Virtual Server"' }, 'smtp connector')).toEqual(['B']);
  expect(proposed({ element: 'whatever this is' }, 'smtp connector')).toEqual(['A']);
  expect(proposed(null, 'routing group connector')).toEqual(['A']);
});

test('routing says whom a limit leaves without a way', () => {
  const given = fixture(two);
  // Mail of B to fabrikam.com has a connector there.
  expect(items(given, { wizard: 'scope', at: null }, 'Out')).toEqual(['Limit to A: ', 'B: mail to *']);
  const alone = fixture(two.replace('scope routing group }', '}').replace('fabrikam.com; }', '*; }'));
  expect(items(alone, { wizard: 'scope', at: null }, 'Out')).toEqual(['Limit to A: ']);
});

test('an edit may span files', () => {
  const given = fixture(two);
  const answer = wizard(given.snapshot, {
    wizard: 'routing group connector',
    at: null,
    answers: [['A'], ['B'], [], ['B1'], ['2'], ['yes']],
  });
  if (!answer.ok || answer.value.kind !== 'write') throw new Error(JSON.stringify(answer));
  expect(answer.value.edits.map(({ at }) => at.uri)).toEqual(['file:///mail/main.topo', 'file:///mail/b.topo']);
  const texts = answer.value.edits.map(({ at, text }) =>
    applyEdits(given.texts.get(at.uri)!, [{ range: at.range, newText: text }]),
  );
  expect(texts[1]).toContain(
    '  routing group connector "B to A 2" to A {\n    bridgehead B1\n    target A1\n    cost 2\n',
  );
});
