// What no export writes: characters that mean something to whoever reads a file or a terminal, and nothing in a name.

import type { Topology } from '#core/model/topology';
import { quoted } from '#core/syntax/wording';

/** Controls, line and paragraph separators, halves of characters, what turns the direction of text, and marks that nobody sees. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unwritable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]|\p{Cs}/u;

/** A sentence about the first text of a topology that cannot be exported; undefined when all can. */
export function unwritableIn(topology: Topology, source: string): string | undefined {
  const { organization, administrativeGroups, routingGroups, servers, connectors, siteLinks, dags } = topology;
  const { senderGroups, mailSystems } = topology;
  const parts = [source, organization, administrativeGroups, routingGroups, servers, connectors, siteLinks, dags];
  const text = [...parts, senderGroups, mailSystems].map((part) => textIn(part)).find((found) => found !== undefined);
  if (text === undefined) return undefined;
  const at = unwritable.exec(text)?.[0] ?? '';
  const code = (at.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `Nothing is exported: ${quoted(text.replaceAll(new RegExp(unwritable, 'gu'), '?'))} holds U+${code}, which cannot be written safely.`;
}

/** Fields that hold keys, which are names again, folded. */
const keys = new Set(['key', 'group', 'server', 'servers', 'connectors', 'routingGroups', 'administrativeGroup']);

/** The first such text in a value. Comments are not exported, and places lead back to the text. */
function textIn(value: unknown, field = ''): string | undefined {
  if (typeof value === 'string') return !keys.has(field) && unwritable.test(value) ? value : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, each] of Object.entries(value)) {
    if (name === 'documentation' || /place$/i.test(name)) continue;
    // The items of a list stand in the field of the list.
    const found = textIn(each, Array.isArray(value) ? field : name);
    if (found !== undefined) return found;
  }
  return undefined;
}
