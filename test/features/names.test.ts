// Definition, references, highlights and rename agree on what a name means.

import { describe, expect, test } from 'vitest';
import { definition } from '../../server/features/definition.ts';
import { documentHighlights } from '../../server/features/document-highlight.ts';
import { references } from '../../server/features/references.ts';
import { isRefusal, prepareRename, rename } from '../../server/features/rename.ts';
import { applyEdits, described, fixture, topo } from './cursor.ts';

/** The cursor stands on a name; the declaration is marked. */
const definitions: Record<string, string> = {
  'a server in a bridgehead': topo`
    routing group A {
      server <|EX01|> { }
      smtp connector C { bridgehead EX<|>01; address space * }
    }
  `,
  'a virtual server behind its server': topo`
    routing group A {
      server EX01 { virtual server <|Out|> on all unassigned }
      smtp connector C { bridgehead EX01/O<|>ut; address space * }
    }
  `,
  'a name in other letters': topo`
    routing group A { server <|Ex01|> { } }
    test T { send from eX<|>01 to a@b.com }
  `,
  'the routing group that a connector leads to': topo`
    routing group A { routing group connector C to <|>B { target EX02 } }
    routing group <|B|> { server EX02 { } }
  `,
  'a connector in an expectation': topo`
    routing group A { smtp connector <|"Internet Mail"|> { } }
    test T { send from A to a@b.com; expect via "Internet<|> Mail" }
  `,
  'an element that is down': topo`
    routing group A { server <|EX01|> { } }
    test T { down server EX<|>01; send from EX01 to a@b.com }
  `,
  'a server in another file': `#- main.topo
include "london.topo"
test T { send from L<|>ON to a@b.com }
#- london.topo
routing group London { server <|LON|> { } }
`,
  'an included file': `#- main.topo
include "lon<|>don.topo"
#- london.topo
<||># London
`,
  'a declaration itself': topo`
    routing group <|Am<|>sterdam|> { }
  `,
};

describe('definition', () => {
  test.each(Object.entries(definitions))('%s', (_, text) => {
    const { snapshot, offset, marked } = fixture(text);
    expect(definition(snapshot, offset).map(({ uri, range }) => described(uri, range))).toEqual(marked);
  });

  test.each([
    '# EX<|>01',
    'routing group A { bandwidth <|>2Mbps }',
    'test T { send from NOW<|>HERE to a@b.com }',
    '<|>',
  ])('nothing at %s', (text) => {
    const { snapshot, offset } = fixture(text);
    expect(definition(snapshot, offset)).toEqual([]);
  });
});

/** Every place that names what the cursor stands on is marked, the declaration first or not. */
const uses: Record<string, string> = {
  'a server everywhere': topo`
    routing group A {
      master <|EX01|>
      server <|E<|>X01|> { }
      server EX02 { }
      smtp connector C { bridgehead EX02, <|ex01|>; address space * }
      routing group connector D to B { bridgehead EX02; target <|EX01|>/Default }
    }
    test T {
      down server <|EX01|>, virtual server <|EX01|>/Default
      send from <|EX01|> to a@b.com
      expect server <|EX01|>
      expect queue "EX01" on <|EX01|>
    }
    scenario S {
      down virtual server <|EX01|>/Default
      at 0s send from <|EX01|> to a@b.com
      at 1m disable outbound mail on <|EX01|>
      at 1m delete messages in queue "Q" on <|EX01|> with ndr
    }
  `,
  'a virtual server of one server, not of its neighbour': topo`
    routing group A {
      server EX01 { virtual server <|Out|> on all unassigned }
      server EX02 { virtual server Out on all unassigned }
      smtp connector C { bridgehead EX01/<|O<|>ut|>, EX02/Out; address space * }
    }
  `,
  'a routing group': topo`
    routing group <|A|> { }
    routing group B { routing group connector C to <|A<|>|> { target EX01 } }
    test T { down line <|A|> to B, routing group <|A|> }
  `,
  'a connector, also in the captions of its queues': topo`
    routing group A { smtp connector <|"Mail<|> Out"|> { bridgehead EX01; address space * } }
    test T {
      send from A to a@b.com
      expect via <|"mail out"|>
      expect queue "<|Mail Out|> - HOST (SMTP Connector)"
      expect queue "Mail Outside - HOST (SMTP Connector)"
    }
    scenario S { at 0s freeze queue "<|Mail Out|> – b.com (SMTP Connector)"; at 0s delete messages in queue "<|Mail Out|> - HOST (SMTP Connector)" }
  `,
  'another mail system': topo`
    host <|unix.example|> { accepts a.example; forwards unresolved to <|UNIX.example|> }
    host h.example { forwards unresolved to <|unix.ex<|>ample|> }
    routing group A {
      server S { virtual server V on all unassigned { smart host other.example, <|unix.example|>; unresolved recipients to <|unix.example|> } }
      smtp connector C { deliver through smart host <|unix.example|> }
      x400 connector X { remote <|unix.example|> }
    }
    organization O { mail exchanger <|unix.example|>, S for a.example }
    test T { down host <|unix.example|>; send from S to anna@unix.example; expect queue "C - <|unix.example|> (SMTP Connector)" }
    scenario S { at 0s freeze queue "<|UNIX.example|> (SMTP)"; at 0s freeze queue "C - a.unix.example (SMTP Connector)" }
  `,
  'a group of senders': topo`
    senders <|Sales|> { member senders Managers }
    senders Managers { member a@b.com, senders <|"sales"|> }
    routing group A { smtp connector C { accept from senders <|Sa<|>les|>, *@b.com; reject from senders <|Sales|> } }
  `,
  'a test, which nothing else names': topo`
    test <|Fi<|>rst|> { }
    test Second { }
  `,
};

describe.each(Object.entries(uses))('the uses of %s', (_, text) => {
  const { snapshot, offset, marked } = fixture(text);
  const captions = marked.filter((place) => inCaption(snapshot.source.tree.text, place));
  test('as references', () => {
    const found = references(snapshot, offset, { includeDeclaration: true });
    const named = marked.filter((place) => !captions.includes(place));
    expect(found.map(({ uri, range }) => described(uri, range)).sort()).toEqual(named);
    expect(references(snapshot, offset, { includeDeclaration: false })).toHaveLength(named.length - 1);
  });
  test('as highlights', () => {
    const found = documentHighlights(snapshot, offset);
    expect(found.map(({ range }) => described(snapshot.source.file, range)).sort()).toEqual(
      marked.filter((place) => !captions.includes(place)),
    );
  });
  test('as the edits of a rename', () => {
    const edit = rename(snapshot, offset, 'Something_Else');
    if (isRefusal(edit)) throw new Error(edit.refused);
    const changed = Object.entries(edit.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range }) => described(uri, range)),
    );
    expect(changed.sort()).toEqual(marked);
  });
});

describe('rename', () => {
  const text = topo`
    routing group A {
      server EX<|>01 { }
      server EX02 { }
      smtp connector "Internet Mail" { bridgehead EX01; address space * }
    }
  `;
  const renamed = (newName: string): string => {
    const { snapshot, offset, texts } = fixture(text);
    const edit = rename(snapshot, offset, newName);
    if (isRefusal(edit)) return edit.refused;
    const [uri, edits] = Object.entries(edit.changes ?? {})[0]!;
    return applyEdits(texts.get(uri)!, edits);
  };

  test.each([
    ['EX09', 'EX09'],
    ['ex01', 'ex01'],
    [' London 1 ', '"London 1"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['any', '"any"'],
    ['internet', '"internet"'],
    ['München', 'München'],
    ['server', 'server'],
  ])('%s is written as %s', (newName, written) => {
    expect(renamed(newName)).toBe(text.replace('<|>', '').replaceAll('EX01', written));
  });

  test('a virtual server with a slash in its name may change its case', () => {
    const { snapshot, offset } = fixture(
      'routing group A { server EX01 { virtual server "a/b<|>" on all unassigned } }',
    );
    expect(rename(snapshot, offset, 'A/B')).not.toHaveProperty('refused');
  });

  test.each([
    ['EX02', "There is a server called 'EX02' already, in line 3 of this file. Choose another name."],
    ['eX02', "There is a server called 'eX02' already, in line 3 of this file. Choose another name."],
    ['  ', 'A name has at least one character.'],
    ['a\nb', 'A name stands on one line, without tabs or other control characters.'],
    ['x'.repeat(256), 'A name has 255 characters at most; this one has 256.'],
  ])('%j is refused', (newName, why) => {
    expect(renamed(newName)).toBe(why);
  });

  test('what has the name in another file is told with its place', () => {
    const { snapshot, offset } = fixture(`#- main.topo
include "mailboxes/far away.topo"
routing group A { server EX<|>01 { } }
#- mailboxes/far%20away.topo
routing group B {
  server EX02 { }
}
`);
    expect(rename(snapshot, offset, 'EX02')).toEqual({
      refused: "There is a server called 'EX02' already, in line 2 of far away.topo. Choose another name.",
    });
  });

  test('a topology that shares the name is looked at, too', () => {
    const shared = '#- shared.topo\nrouting group A { server EX<|>01 { } }\n';
    const here = fixture(shared);
    const main = fixture(`#- main.topo\ninclude "shared.topo"\nrouting group B { server EX02 { } }\n${shared}`);
    expect(rename(here.snapshot, here.offset, 'EX02', [here.snapshot, main.snapshot])).toEqual({
      refused:
        "There is a server called 'EX02' already, in line 2 of main.topo, which shares this name. Choose another name.",
    });
    const two = fixture(
      `#- all.topo\ninclude "shared.topo"\ninclude "b.topo"\n#- b.topo\nrouting group B { server EX02 { } }\n${shared}`,
    );
    expect(rename(here.snapshot, here.offset, 'EX02', [here.snapshot, two.snapshot])).toEqual({
      refused:
        "There is a server called 'EX02' already, in line 1 of b.topo, which all.topo includes, too. Choose another name.",
    });
    expect(rename(here.snapshot, here.offset, 'EX03', [here.snapshot, main.snapshot])).not.toHaveProperty('refused');
  });

  test.each([
    ['two.example', 'There is a mail system called'],
    ['[10.0.0.1]', ''],
    ['three.example', ''],
    ['10.0.0.1', 'an IP address stands in brackets'],
    ['a b', 'A host is a domain name, or an IP address in brackets.'],
  ])('a mail system is renamed to %s as a host is written', (newName, why) => {
    const { snapshot, offset } = fixture(
      'host one.exa<|>mple { }\nhost two.example { }\nhost x { forwards unresolved to One.example }\n',
    );
    const edit = rename(snapshot, offset, newName);
    if (isRefusal(edit)) expect(edit.refused).toContain(why || 'nothing');
    else
      expect(
        Object.values(edit.changes ?? {})
          .flat()
          .map(({ newText }) => newText),
      ).toEqual([newName, newName]);
    expect(isRefusal(edit)).toBe(why !== '');
  });

  test('a server may be called as a connector is', () => {
    expect(renamed('Internet Mail')).toContain('server "Internet Mail"');
  });

  test.each([
    ['test T { send from NOW<|>HERE to a@b.com }', /'NOWHERE' is not declared/],
    [
      'routing group A { server EX01 { } }\ntest T { down virtual server EX01/"Default SMTP<|> Virtual Server" }',
      /declared nowhere/,
    ],
    ['routing group A { } # comm<|>ent', /There is no name here/],
  ])('there is nothing to rename in %s', (source, why) => {
    const { snapshot, offset } = fixture(source);
    expect(prepareRename(snapshot, offset)).toMatchObject({ refused: expect.stringMatching(why) as string });
  });

  test('what is renamed is shown as it stands', () => {
    const { snapshot, offset, marked } = fixture('routing group <|"Am<|>sterdam"|> { }');
    const prepared = prepareRename(snapshot, offset);
    if (isRefusal(prepared)) throw new Error(prepared.refused);
    expect(prepared.placeholder).toBe('Amsterdam');
    expect([described(snapshot.source.file, prepared.range)]).toEqual(marked);
  });
});

/** A caption is renamed with its connector, but is no reference to it. */
function inCaption(text: string, place: string): boolean {
  const [, line, character] = place.split(/[:-]/);
  return /queue "[^"]*$/.test((text.split('\n')[Number(line)] ?? '').slice(0, Number(character)));
}
