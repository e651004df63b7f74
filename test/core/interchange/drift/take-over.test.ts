// How the text looks afterwards: what somebody wrote stays as it was.

import { describe, expect, test } from 'vitest';
import { compare } from '#core/interchange/drift/compare';
import { takeOver, takeOverAll } from '#core/interchange/drift/take-over';
import { edited, side, sideOf } from './sides.ts';

const after = (topology: string, servers: string) => edited(topology, takeOverAll(side(topology), side(servers)));

describe('taken over, a text keeps its comments and its layout', () => {
  test.each([
    [
      'an item goes, with its comma',
      'organization O {\n  domain a.com, b.com,   # ours\n    c.com # theirs\n}\n',
      'organization O { domain a.com, b.com }',
      'organization O {\n  domain a.com, b.com   # ours\n     # theirs\n}\n',
    ],
    [
      'the last item goes, with its statement',
      'organization O {\n  # Who we are.\n  domain a.com\n  limit size 5MB\n}\n',
      'organization O { limit size 5MB }',
      'organization O {\n  # Who we are.\n  limit size 5MB\n}\n',
    ],
    [
      'an item comes to its list',
      'organization O {\n  domain a.com # ours\n}\n',
      'organization O { domain a.com, b.com; shared domain c.com }',
      'organization O {\n  domain a.com, b.com # ours\n  shared domain c.com\n}\n',
    ],
    [
      'lists of one item each go on so',
      'routing group G {\n\tsmtp connector C {\n\t\taddress space *\n\t\taddress space *.a.com\n\t}\n}\n',
      'routing group G { smtp connector C { address space *, *.a.com, *.b.com cost 5 } }',
      'routing group G {\n\tsmtp connector C {\n\t\taddress space *\n\t\taddress space *.a.com\n\t\taddress space *.b.com cost 5\n\t}\n}\n',
    ],
    [
      'of connected groups one goes and one comes',
      'routing group G { smtp connector C { connect H cost 5, I; connect J } }\n',
      'routing group G { smtp connector C { connect I cost 7, K } }\n',
      'routing group G { smtp connector C { connect I cost 7, K } }\n',
    ],
    [
      'a value changes in its place',
      'routing group G {\n  smtp connector C { limit size 5MB } # the limit\n}\n',
      'routing group G { smtp connector C { limit size 6MB } }',
      'routing group G {\n  smtp connector C { limit size 6MB } # the limit\n}\n',
    ],
    [
      'what holds by default is written no more',
      'routing group G {\n  smtp connector C {\n    limit size 5MB\n    schedule never\n  }\n}\n',
      'routing group G { smtp connector C { schedule never } }',
      'routing group G {\n  smtp connector C {\n    schedule never\n  }\n}\n',
    ],
    [
      'a block comes where there was none',
      'organization O { model exchange-2013 }\nsite link L between A, B # the line\n',
      'organization O { model exchange-2013 }\nsite link L between A, B { cost 7 }',
      'organization O { model exchange-2013 }\nsite link L between A, B { cost 7 } # the line\n',
    ],
    [
      'a server moves with all that was said of it',
      'routing group G {\n  server A { }\n\n  # The old one.\n  server B {\n    rate 5/s # slow\n  }\n}\n\nrouting group H {\n}\n',
      'routing group G { server A { } }\nrouting group H { server B { } }',
      'routing group G {\n  server A { }\n}\n\nrouting group H {\n  # The old one.\n  server B {\n    rate 5/s # slow\n  }\n}\n',
    ],
    [
      'an object goes with what was said of it',
      'routing group G {\n  # Gone soon.\n  # bridgehead-disable-next-line empty-connector: it is\n  smtp connector C { }\n\n  server A { }\n}\n',
      'routing group G { server A { } }',
      'routing group G {\n  server A { }\n}\n',
    ],
    [
      'a new object stands among its like',
      'routing group G { }\r\n\r\ntest T { }\r\n',
      'routing group G { }\nrouting group H { server A { } }',
      'routing group G { }\r\n\r\nrouting group H {\r\n  server A {}\r\n}\r\n\r\ntest T { }\r\n',
    ],
    [
      'the default virtual server goes to the front',
      'routing group G {\n  server A {\n    # one\n    virtual server V on 10.0.0.1\n    # two\n    virtual server W on 10.0.0.2 { stopped }\n  }\n}\n',
      'routing group G { server A { virtual server W on 10.0.0.2 { stopped }; virtual server V on 10.0.0.1 } }',
      'routing group G {\n  server A {\n    # two\n    virtual server W on 10.0.0.2 { stopped }\n    # one\n    virtual server V on 10.0.0.1\n  }\n}\n',
    ],
    [
      'senders come with the list that names them',
      'routing group G {\n  smtp connector C { }\n}\n',
      'routing group G { smtp connector C { accept from senders S } }\nsenders S { member a@b.com, senders T }\nsenders T { member c@d.com }',
      'routing group G {\n  smtp connector C { accept from senders S }\n}\n\nsenders S {\n  member a@b.com, senders T\n}\n\nsenders T {\n  member c@d.com\n}\n',
    ],
  ])('%s', (_, topology, servers, expected) => {
    expect(after(topology, servers)).toBe(expected);
  });
});

test('in a topology of several files each is edited where it says so', () => {
  const files = {
    'root.topo': 'include "sites.topo"\n\norganization O { domain a.com }\n',
    'sites.topo': '# All groups.\nrouting group G { server A { } }\n',
  };
  const own = sideOf(files);
  const edits = takeOverAll(
    own,
    side('organization O { domain b.com }\nrouting group G { server A { } }\nrouting group H { }'),
  );
  expect(edited(files['root.topo'], edits)).toBe('include "sites.topo"\n\norganization O { domain b.com }\n');
  expect(edited(files['sites.topo'], edits, 'sites.topo')).toBe(
    '# All groups.\nrouting group G { server A { } }\n\nrouting group H {}\n',
  );
});

test('one difference is taken over, and what it needs', () => {
  const text = 'routing group G {\n  server A { }\n  server B { }\n}\n';
  const [own, servers] = [side(text), side('routing group H { server A { }\nserver C { } }')];
  const moved = compare(own, servers).filter(({ change }) => change === 'moved');
  expect(edited(text, takeOver(own, servers, moved))).toBe(
    'routing group G {\n  server B { }\n}\n\nrouting group H {\n  server C {}\n\n  server A { }\n}\n',
  );
});

test('a topology of another routing model stays as it is', () => {
  const text = 'organization O { }\nrouting group G { }\n';
  expect(takeOverAll(side(text), side('organization O { model exchange-2013 }'))).toEqual([]);
});
