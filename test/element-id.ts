import { readElementId, type ElementId } from '#core/model/element';

/** The id that a test writes out; throws when it is not written as ids are. */
export function id(text: string): ElementId {
  const element = readElementId(text);
  if (element !== text) throw new Error(`${text} is not an id${element === undefined ? '' : `, ${element} is`}`);
  return element;
}
