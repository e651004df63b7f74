import { describe, expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver';
import { hover } from '../../server/features/hover.ts';
import { declarationDocs } from '../../server/features/keywords/declarations.ts';
import { patterns } from '../../server/features/keywords/patterns.ts';
import { withoutTabStops } from '../../server/features/snippet.ts';
import { parse } from '#core/syntax/parse';
import { statements } from '#core/syntax/statements/table';
import { described, fixture, topo } from './cursor.ts';

function hovered(text: string): { value: string; range: string } | undefined {
  const { snapshot, offset } = fixture(text);
  const found = hover(snapshot, offset);
  if (found === null || !MarkupContent.is(found.contents)) return undefined;
  return { value: found.contents.value, range: described(snapshot.source.file, found.range!) };
}

const office = (mark: string): string =>
  topo`
    # The way out.
    # Ask *networking* before you change it.
    routing group Seattle {
      server EX01 {
        address 10.0.0.1
        virtual server Out on 10.0.0.1:2525
      }
      # Everything that is not ours.
      smtp connector "Internet Mail" {
        bridgehead EX01/Out
        address space *, FAX:"*" cost 5
        deliver through smart host SMARTHOST
      }
      routing group connector West to London { target LON }
    }
    routing group London { server LON { } }
    test T { send from EX01 to a@b.com; expect via "Internet Mail" }
  `.replace(mark.replace('<|>', ''), mark);

test('a connector: as written, documented, what it carries and which defaults hold', () => {
  expect(hovered(office('expect via "Inter<|>net'))?.value).toBe(
    topo`
    \`\`\`topo
    smtp connector "Internet Mail" {
      bridgehead EX01/Out
      address space *, FAX:"*" cost 5
      deliver through smart host SMARTHOST
    }
    \`\`\`

    Everything that is not ours.

    Defaults in force: scope \`organization\`, schedule \`always\`.

    - **If it fails**, no mail arrives from Seattle to SMTP:\* and FAX:\*.
    - From **Seattle** out of the organization.
    - Bridgehead: EX01/Out.
    - Carries \`*\` at cost 1, \`FAX:*\` at cost 5, for the whole organization.
    - Delivers through smart host \`SMARTHOST\`.
  `
      .replaceAll('\\`', '`')
      .trimEnd(),
  );
});

test.each([
  ['server EX<|>01', ['In routing group **Seattle**.', 'Out on 10.0.0.1:2525', 'Bridgehead of Internet Mail.']],
  [
    'group Seat<|>tle',
    ['The way out.  \nAsk \\*networking\\* before', '1 server.', 'Ways out: Internet Mail, West.', 'Ways in: none.'],
  ],
  ['bridgehead EX01/Ou<|>t', ['On **EX01**, listens on 10.0.0.1:2525.', 'hop limit `30`', 'expire `2d`']],
  [
    'connector We<|>st',
    ['to **London** at cost 1.', 'Bridgehead: any server of the routing group.', 'Target: LON.', 'cost `1`'],
  ],
])('%s', (mark, facts) => {
  const value = hovered(office(mark))?.value;
  for (const fact of facts) expect(value).toContain(fact);
});

describe('keywords', () => {
  test.each([
    ['addr<|>ess space', 'address space [TYPE:]PATTERN [cost N], …'],
    ['address sp<|>ace', 'address space [TYPE:]PATTERN [cost N], …'],
    ['    addre<|>ss 10', 'address IP, …'],
    ['deliver thr<|>ough smart', 'deliver through smart host HOST[:PORT], …'],
    ['routing gr<|>oup connector West', 'routing group connector NAME to GROUP { … }'],
    ['expect vi<|>a', 'expect via CONNECTOR, … | none'],
    ['tes<|>t T', 'test NAME { … }'],
    ['" co<|>st 5', 'What this way costs, 1–100.'],
  ])('%s', (mark, form) => {
    expect(hovered(office(mark))?.value).toContain(form);
  });

  test.each([
    ['scenario S { at 1h del<|>ete messages in queue "Q" with ndr }', 'What waits in the queue is deleted'],
    ['scenario S { at 1h delete mess<|>age 7 with ndr }', 'One message is deleted'],
    ['scenario S { at 1h delete message 7 with n<|>dr }', 'gets an NDR (4.3.2)'],
    ['scenario S { down virtual ser<|>ver A/B, server C }', 'One virtual server'],
    ['scenario S { down virtual server A/B, ser<|>ver C }', 'A server, with all its virtual servers'],
    ['scenario S { dow<|>n server C }', 'What is off at the start'],
  ])('a word by those around it: %s', (text, meaning) => {
    expect(hovered(text)?.value).toContain(meaning);
  });

  test('a default and a range are said', () => {
    const hop = hovered('routing group A { server B { virtual server C on all unassigned { hop<|> limit 20 } } }');
    expect(hop?.value).toContain('Unless written: 30. Range: 10–256.');
    expect(hop?.range).toBe('main.topo:0:66-0:75');
  });

  test.each(['# addr<|>ess', 'routing group A { # hop<|> limit\n}', '<|>', 'no<|>nsense'])('nothing at %j', (text) => {
    expect(hovered(text)).toBeUndefined();
  });
});

test('another mail system: as written and documented, wherever it is named', () => {
  const text = topo`
    # Knows *the laboratory*.
    host unix.example { accepts lab.example }
    routing group A {
      server S { }
      smtp connector C { bridgehead S; address space *; deliver through smart host un<|>ix.example }
    }
  `;
  const { value = '' } = hovered(text) ?? {};
  expect(value).toContain('host unix.example { accepts lab.example }');
  expect(value).toContain('Knows \\*the laboratory\\*.');
  expect(value).toContain('**If it fails**');
  expect(hovered(text.replace('host unix.example {', 'host other.example {'))).toBeUndefined();
});

test('names that look like HTML or Markdown are shown as they are', () => {
  const text = 'routing group "<img src=x>" { server "*a*" { } }\ntest T { send from "*<|>a*" to a@b.com }';
  expect(hovered(text)?.value).toContain('In routing group **\\<img src=x\\>**.');
});

test('every statement of the docs parses in its block', () => {
  const inBlock: Record<string, (statement: string) => string> = {
    file: (statement) => statement,
    organization: (statement) => `organization O {\n${statement}\n}`,
    'administrative group': (statement) => `administrative group A {\n${statement}\n}`,
    'routing group': (statement) => `routing group A {\n${statement}\n}`,
    server: (statement) => `routing group A { server B {\n${statement}\n} }`,
    'virtual server': (statement) =>
      `routing group A { server B { virtual server C on all unassigned {\n${statement}\n} } }`,
    'smtp connector': (statement) => `routing group A { smtp connector B {\n${statement}\n} }`,
    'routing group connector': (statement) => `routing group A { routing group connector B to C {\n${statement}\n} }`,
    'x400 connector': (statement) => `routing group A { x400 connector B {\n${statement}\n} }`,
    site: (statement) => `site A {\n${statement}\n}`,
    'site link': (statement) => `site link L between A, B {\n${statement}\n}`,
    dag: (statement) => `dag D {\n${statement}\n}`,
    'edge server': (statement) => `site A { edge server B {\n${statement}\n} }`,
    database: (statement) => `site A { server B { database D {\n${statement}\n} } }`,
    'receive connector': (statement) =>
      `site A { server B { receive connector R on all available {\n${statement}\n} } }`,
    'send connector': (statement) => `send connector C {\n${statement}\n}`,
    'foreign connector': (statement) => `foreign connector C {\n${statement}\n}`,
    'delivery agent connector': (statement) => `delivery agent connector C {\n${statement}\n}`,
    senders: (statement) => `senders N {\n${statement}\n}`,
    host: (statement) => `host h.example {\n${statement}\n}`,
    test: (statement) => `test T {\n${statement}\n}`,
    scenario: (statement) => `scenario S {\n${statement}\n}`,
  };
  const unfinished = new Set(['down', 'at']);
  const patternDocs = patterns.map(({ label, declares, snippet }) => ({
    keyword: label,
    blocks: declarationDocs.find(({ keyword }) => keyword === declares)!.blocks,
    snippet,
  }));
  for (const doc of [...declarationDocs, ...statements, ...patternDocs]) {
    if (unfinished.has(doc.keyword)) continue;
    for (const block of doc.blocks) {
      const { pieces, faults } = parse(inBlock[block]!(withoutTabStops(doc.snippet)));
      expect([doc.snippet, ...pieces.flatMap((piece) => piece.faults), ...faults]).toEqual([doc.snippet]);
    }
  }
});

describe('what depends on an element', () => {
  const two = (mark: string): string =>
    topo`
      routing group Seattle {
        server SEA1 { mailbox *@contoso.com }
        server SEA2 { }
        smtp connector First { bridgehead SEA1; address space * }
        smtp connector Second { bridgehead SEA2; address space * cost 5 }
      }
    `.replace(mark.replace('<|>', ''), mark);

  test.each([
    {
      at: 'server SE<|>A1',
      says: '**If it fails**, no mail arrives within Seattle. Besides, mail between one pair',
    },
    { at: 'connector Fir<|>st', says: 'If it fails, mail between one pair of places goes another way.' },
    { at: 'connector Sec<|>ond', says: 'If it fails, mail goes as before.' },
    { at: 'group Sea<|>ttle', says: '**If it fails**, no mail arrives from Seattle to Seattle and SMTP:' },
  ])('$at', ({ at, says }) => {
    expect(hovered(two(at))?.value).toContain(says);
  });

  test('is not asked of an organization that is too large to ask at once', () => {
    const groups = Array.from({ length: 210 }, (_, i) => `routing group G${i} { server S${i} { } }`).join('\n');
    const { snapshot } = fixture(groups);
    const never = () => {
      throw new Error('A hover compiled the rules of a large organization.');
    };
    const found = hover({ ...snapshot, routing: never }, groups.indexOf('S7'));
    expect(JSON.stringify(found?.contents)).toContain('In routing group **G7**');
  });
});
