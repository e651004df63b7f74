/** What must stand around a statement for it to stand in its block. */
const blocks: Readonly<Record<string, readonly [string, string]>> = {
  file: ['', ''],
  organization: ['organization O {', '}'],
  'administrative group': ['administrative group E {', '}'],
  'routing group': ['routing group G {', '}'],
  server: ['routing group G { server S {', '} }'],
  'virtual server': ['routing group G { server S { virtual server V on 10.0.0.1 {', '} } }'],
  'smtp connector': ['routing group G { smtp connector C {', '} }'],
  'routing group connector': ['routing group G { routing group connector C to H {', '} }'],
  'x400 connector': ['routing group G { x400 connector C {', '} }'],
  senders: ['senders N {', '}'],
  host: ['host h.example {', '}'],
  test: ['test T {', '}'],
  scenario: ['scenario T {', '}'],
};

/** The text before and behind a statement of a block; `blank` stands before it, unless it stands in none. */
export function around(block: string, blank: string): readonly [string, string] {
  const [before, after] = blocks[block] ?? ['', ''];
  return before === '' ? ['', ''] : [`${before}${blank}`, `\n${after}`];
}
