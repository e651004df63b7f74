// Coverage as `lcov` tools read it: declarations are functions, the address spaces of a connector its branches.

import type { Covered, FileCoverage } from './coverage.ts';

/** One file's record. `path` is how tools find the file, `lineOf` gives the zero-based line that something starts on. */
export function lcovRecord(
  { declarations, lines }: FileCoverage,
  path: string,
  lineOf: (covered: Covered) => number,
): string {
  const named = declarations.filter(({ kind }) => kind !== 'address space');
  const spaces = declarations.filter(({ kind }) => kind === 'address space');
  const at = (covered: Covered) => String(lineOf(covered) + 1);
  return [
    'TN:',
    `SF:${path}`,
    ...named.map((each) => `FN:${at(each)},${functionName(each)}`),
    ...named.map((each) => `FNDA:${String(each.count)},${functionName(each)}`),
    ...total('FN', named),
    ...spaces.map((each, branch) => `BRDA:${at(each)},0,${String(branch)},${String(each.count)}`),
    ...total('BR', spaces),
    ...lines.map(({ line, count }) => `DA:${String(line + 1)},${String(count)}`),
    ...total('L', lines),
    'end_of_record',
    '',
  ].join('\n');
}

/** Servers and connectors may share a name; function names may not. */
function functionName({ kind, name }: Covered): string {
  return `${kind} ${name}`.replaceAll(/[\r\n]/g, ' ');
}

function total(what: 'FN' | 'BR' | 'L', counted: readonly { readonly count: number }[]): readonly string[] {
  const hit = counted.filter(({ count }) => count > 0).length;
  return [`${what}F:${String(counted.length)}`, `${what}H:${String(hit)}`];
}
