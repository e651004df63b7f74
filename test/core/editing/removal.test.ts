import { expect, test } from 'vitest';
import { statementPlace, withoutStatement } from '#core/editing/named-block';
import { keyOf, virtualServerKey } from '#core/model/keys';
import { absolute } from '#core/syntax/places';
import { open } from '../model/open.ts';

const stopped = {
  statement: 'stopped',
  of: { kind: 'virtual server', key: virtualServerKey(keyOf('A1'), keyOf('V')) },
} as const;

function without(block: string): string {
  const text = `routing group A {\n  server A1 {\n    virtual server V on 10.0.0.1 ${block}\n  }\n}\n`;
  const { project } = open(text);
  const edit = withoutStatement(project, stopped);
  if (edit === undefined) return 'nothing';
  const { start, end } = absolute(project.files[0]!.tree, edit.place.piece, edit.place.span);
  const after = text.slice(0, start) + edit.text + text.slice(end);
  return after.slice(after.indexOf('10.0.0.1 ') + 9, after.lastIndexOf('\n  }\n}'));
}

test.each([
  ['{ stopped }', '{ }'],
  ['{ stopped; port 26 }', '{ port 26 }'],
  ['{ port 26; stopped }', '{ port 26 }'],
  ['{ port 26; stopped; fqdn a.b }', '{ port 26; fqdn a.b }'],
  ['{\n      stopped\n      port 26\n    }', '{\n      port 26\n    }'],
  ['{\n      port 26\n      stopped\n    }', '{\n      port 26\n    }'],
  ['{\n      port 26\n      stopped # for now\n    }', '{\n      port 26\n      # for now\n    }'],
  ['{\n      stopped; port 26\n    }', '{\n      port 26\n    }'],
  ['{\r\n      stopped\r\n    }', '{\r\n    }'],
  ['{ port 26 }', 'nothing'],
  ['', 'nothing'],
])('a statement is taken out with what belongs to it: %j', (before, after) => {
  expect(without(before)).toBe(after);
});

test('a virtual server of another server is another one', () => {
  const { project } = open(
    'routing group A { server A2 { virtual server V on 10.0.0.2 { stopped } }\n server A1 { virtual server V on 10.0.0.1 { stopped } } }',
  );
  const place = statementPlace(project, stopped);
  expect(place && absolute(project.files[0]!.tree, place.piece, place.span).start).toBeGreaterThan(70);
  const other = { ...stopped, of: { kind: 'virtual server', key: virtualServerKey(keyOf('A3'), keyOf('V')) } } as const;
  expect(statementPlace(project, other)).toBeUndefined();
});
