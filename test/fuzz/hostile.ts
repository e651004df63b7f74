// Texts that no person writes: what an editor may meet all the same. Each shape is as large as it is asked to be.

/** A shape by what it is called: text of about `size` repetitions. */
export const hostileShapes: Readonly<Record<string, (size: number) => string>> = {
  'groups nested in each other': (size) => repeated(size, (i) => `routing group G${i} {\n`),
  'groups nested and closed': (size) => repeated(size, (i) => `routing group G${i} {\n`) + '}\n'.repeat(size),
  'blocks that nobody knows, nested': (size) => repeated(size, (i) => `pool P${i} {\n`),
  'unknown blocks nested and closed': (size) => repeated(size, (i) => `pool P${i} {\n`) + '}\n'.repeat(size),
  'servers without an end': (size) => `routing group G {\n${repeated(size, (i) => `server S${i} {\n`)}`,
  'virtual servers without an end': (size) =>
    `routing group G { server S {\n${repeated(size, (i) => `virtual server V${i} on 10.0.0.1 {\n`)}`,
  'administrative groups without an end': (size) => repeated(size, (i) => `administrative group A${i} {\n`),
  'members of an administrative group': (size) =>
    `administrative group A {\n${repeated(size, (i) => `routing group G${i} {\n`)}`,
  'opening braces': (size) => '{'.repeat(size),
  'closing braces': (size) => '}'.repeat(size),
  'closing braces on lines': (size) => `routing group G {\n${'}\n'.repeat(size)}`,
  'braces by turns': (size) => '{}\n'.repeat(size),
  'statements with braces': (size) => `routing group G { server S {\n${'address 10.0.0.1 {\n'.repeat(size)}`,
  'quotation marks that are open': (size) => `routing group G { server S {\n${'mailbox "a\n'.repeat(size)}`,
  'quotation marks in one line': (size) => `routing group G { server S { mailbox ${'"a '.repeat(size)}\n} }`,
  'curly quotes in one line': (size) => `routing group G { server S { mailbox ${'“a '.repeat(size)}\n} }`,
  'one word': (size) => `routing group G { server S { mailbox ${'x'.repeat(size)}\n} }`,
  'words of one line': (size) => `routing group G { server S { mailbox ${'x '.repeat(size)}\n} }`,
  'words that begin a file': (size) => 'x '.repeat(size),
  'blanks of one line': (size) => `routing group G { smtp connector C { address space *${' '.repeat(size)};1\n} }`,
  'blanks and attributes': (size) =>
    `routing group G { smtp connector C { address space X400:c=${' '.repeat(size)}\n} }`,
  'a comment of one line': (size) => `routing group G { # ${'a" {'.repeat(size)}\n}`,
  backslashes: (size) => `routing group G { smtp connector C { bridgehead A${'\\B'.repeat(size)}\n} }`,
  'one list': (size) => `routing group G { server S { mailbox ${list(size, (i) => `u${i}@a.example`)}\n} }`,
  'one list of address spaces': (size) =>
    `routing group G { smtp connector C { address space ${list(size, (i) => `d${i}.example cost 5`)}\n} }`,
  "one list in Exchange's notation": (size) =>
    `routing group G { smtp connector C { address space ${list(size, (i) => `SMTP:d${i}.example;5`)}\n} }`,
  'one list over lines': (size) =>
    `routing group G { server S { mailbox ${list(size, (i) => `u${i}@a.example`).replaceAll(', ', ',\n')}\n} }`,
  'one list of semicolons': (size) =>
    `routing group G { server S { mailbox ${list(size, (i) => `u${i}@a.example`).replaceAll(', ', ';')}\n} }`,
  commas: (size) => `routing group G { server S { mailbox ${','.repeat(size)}\n} }`,
  semicolons: (size) => `routing group G { server S { ${';'.repeat(size)}\n} }`,
  'costs of a connector': (size) =>
    `routing group G { smtp connector C {\n address space *\n${'cost 5\n'.repeat(size)}} }`,
  'statements that nobody knows': (size) => `routing group G { server S {\n${'foo bar\n'.repeat(size)}} }`,
  'statements of one block': (size) =>
    `routing group G { server S {\n${repeated(size, (i) => `mailbox u${i}@a.example\n`)}} }`,
  'one statement again and again': (size) => `organization O {\n${'limit size 5MB\n'.repeat(size)}}`,
  'heads without a brace': (size) => repeated(size, (i) => `routing group G${i}\n`),
  'heads of several words': (size) => `routing group ${'a '.repeat(size)}{\n}`,
  'servers in a group': (size) => `routing group G {\n${repeated(size, (i) => `server S${i} { }\n`)}}`,
  tests: (size) => repeated(size, (i) => `test T${i} { send from A to b@c.example; expect delivered }\n`),
  'comments above a head': (size) => `${'# note\n'.repeat(size)}routing group G { }\n`,
  'empty lines': (size) => `routing group G {\n${'\n'.repeat(size)}}\n`,
  includes: (size) => repeated(size, (i) => `include "f${i}.topo"\n`),
  'carriage returns': (size) => `routing group G {\r${'\r\r\n'.repeat(size)}}\r`,
  'unusual blanks': (size) => `routing group G { server S { mailbox ${'\u00a0'.repeat(size)}\n} }`,
  NUL: (size) => '\0'.repeat(size),
};

function repeated(size: number, unit: (i: number) => string): string {
  return Array.from({ length: size }, (_, i) => unit(i)).join('');
}

function list(size: number, unit: (i: number) => string): string {
  return Array.from({ length: size }, (_, i) => unit(i)).join(', ');
}
