import type { ElementId } from '#core/model/element';
import type { Element } from '#core/model/topology';
import { at, element } from '#core/model/values';
import type { Answer } from '#core/answer';
import { parseElement } from '#core/syntax/values';

/** The element that an id of the drawing means, in the language's words. */
export function elementOf(id: ElementId): Answer<Element> {
  const parsed = parseElement(id);
  if (!parsed.ok) return parsed;
  return { ok: true, value: element(parsed.value, at('', { text: id, faults: [], block: 'unknown' })) };
}
