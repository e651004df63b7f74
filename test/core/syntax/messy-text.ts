import fc from 'fast-check';

const names = ['A', 'LON-EX01', '"Seattle to London"', 'server', 'any', '"a \\" b"', 'Zürich'];
const name = fc.constantFrom(...names);
const gap = fc.constantFrom(' ', '  ', '\t', ' ');
const lineEnd = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\n\n\n',
  ' # note\n',
  '\n  # about it\n',
  '\r\n',
  ';',
  ' ;\n',
);

const statements = [
  'address 10.1.0.10,10.1.0.11',
  'address  10.1.0.10 ,\n 10.1.0.11',
  'mailbox *@contoso.com',
  'cost   10',
  'bridgehead A/B,  C',
  'bridgehead any',
  'address space * cost 1, FAX:"+1*"',
  'scope routing   group',
  'stopped',
  'limit size 10MB',
  'retry 10m,10m , then 15m',
  'virtual server V on 10.1.0.10:25',
  'virtual server V on all unassigned { stopped; port 26 }',
  'domain a.com,\n  # not in the list\n  b.com',
  'send  from A to anna@contoso.com size 1KB',
  'expect via "Seattle to London",B',
  'down server A,connector B',
  'at 10m   down server A',
  'at 100m up server A',
  'master A',
  'addres 10.1.0.10',
  'address   10.1.0.300',
  'cost "unclosed',
  '}',
  '{',
  '# comment   ',
  'address space SMTP:*;1, SMTP:a.b;5',
  'address space X400:c=US;a= ;p=C;1',
  'address space "SMTP:*;1",\n FAX:*',
  'send from A to X400:c=US;a= ;p=C size 1KB',
  'smarthost a.b',
  'tls',
  'cost: 5',
  'remote bridgehead A,\n B',
  'send from a@b.c to d@e.f',
  'bridgehead A\\B',
  'retry 10m, 15m',
  'virtual server V on 10.1.0.10 port 26',
  'schedule nights',
];

const statement = fc.constantFrom(...statements);
const heads = [
  'organization N',
  'administrative group N',
  'routing group N',
  'server N',
  'smtp connector N',
  'routing group connector N to N',
  'senders N',
  'host h.example',
  'test N',
  'scenario N',
  'sever N',
  'nonsense N',
  'site N',
  'send connector N',
  'receive connector N',
  'server N in N',
  'routing group connector N N',
  'smtp connector',
];
const head = fc
  .tuple(fc.constantFrom(...heads), name, gap)
  .map(([head, name, gap]) => head.replaceAll('N', name).replaceAll(' ', gap));
const body = fc.array(fc.tuple(statement, lineEnd), { maxLength: 5 }).map((parts) => parts.flat().join(''));
const inner = fc.tuple(
  head,
  fc.constantFrom(' {', '{', '  {\n', ' { # why\n', '', '\n{'),
  body,
  fc.constantFrom('}\n', '}', ' }\n\n\n', ''),
);
const outer = fc.tuple(
  head,
  fc.constantFrom('{', ' {\n', ' {\n\n\n'),
  fc.array(inner, { maxLength: 4 }),
  body,
  fc.constantFrom('}\n', '}'),
);

/** Texts of the language, well written and badly; never nothing at all. */
export const messyText: fc.Arbitrary<string> = fc
  .array(outer, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.flat(3).join(''));
