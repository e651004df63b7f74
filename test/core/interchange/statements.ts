// Every statement of a fixture, one on a line, and what becomes of an export when it is not there.

import { kindOf, statements } from '#core/syntax/statements/table';
import { parse } from '#core/syntax/parse';
import type { ModelName } from '#core/syntax/statements/row';

/** The lines of a text that are statements of what can be exported, with the text without each of them. */
export function withoutEach(text: string): readonly { readonly line: string; readonly without: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const isStatement = /^\s+\S/.test(line) && !line.trimEnd().endsWith('{') && line.trim() !== '}';
    // What is so without it, too, is told by nothing.
    return isStatement && !/^ *(?:model |deliver through dns$|server .*\{\}$)/.test(line)
      ? [{ line: line.trim(), without: lines.filter((_, other) => other !== at).join('\n') }]
      : [];
  });
}

/** `BLOCK: KIND` of the statements of a text. */
export function kindsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const { kind, statements: own } = node as { kind?: string; statements?: readonly { kind: string }[] };
    if (kind !== undefined && Array.isArray(own)) for (const each of own) found.add(`${kind}: ${each.kind}`);
    for (const [field, value] of Object.entries(node)) if (field !== 'piece') walk(value);
  };
  walk(parse(text).declarations);
  return found;
}

/** All that a topology of the model can say, but for its tests and scenarios. */
export function kindsOf(model: ModelName): readonly string[] {
  const left = ['test', 'scenario', 'file', ...(model === 'exchange-2003' ? ['edge server'] : [])];
  const rows = statements.filter((row) => row.model === undefined || row.model === model);
  const all = rows.flatMap((row) =>
    row.blocks.filter((block) => !left.includes(block)).map((block) => `${block}: ${kindOf(row)}`),
  );
  return [...new Set(all)].filter((each) => each !== 'organization: model');
}
