// Export-Clixml: objects as PowerShell Remoting serializes them (MS-PSRP 2.2.5). Read as a stream, with one outermost
// object in memory at a time; of earlier ones only the text that a reference may ask for is kept.

import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { limits, piecesOf } from '../limits.ts';
import { UnreadableFile, type ExportFile, type Property } from '../record.ts';
import { isTypeName, notShown, type TypedObject } from './typed-object.ts';

/** Whether a file begins as Clixml does. */
export function isClixml(head: string): boolean {
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*)*<(?:\w+:)?Objs[\s>]/.test(head);
}

/**
 * Hands on every object that has properties, the inner before the outer.
 * @throws UnreadableFile - XML that is not well-formed, a document type, an entity, a processing instruction, or a limit.
 */
export async function readClixml(file: ExportFile, found: (object: TypedObject) => void): Promise<void> {
  const reader = new ClixmlReader(file.path, found);
  for await (const piece of piecesOf(file)) reader.write(piece);
  reader.end();
}

/** A value as text: one, or those of a list. */
interface Value {
  readonly texts: readonly string[];
  readonly isList: boolean;
  readonly isCut: boolean;
}

const nothing: Value = { texts: [''], isList: false, isCut: false };

/** An element that is open. */
interface Frame {
  readonly tag: string;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly line: number;
  text: string;
  types: readonly string[];
  toText: string | undefined;
  /** The primitive in an object: the number of an enumeration, or what a property bag was made of. */
  primitive: string | undefined;
  properties: Map<string, Property> | undefined;
  items: Value[] | undefined;
}

const lists = new Set(['LST', 'IE', 'QUE', 'STK', 'DCT']);
const members = new Set(['Props', 'MS']);

class ClixmlReader {
  readonly #parser = new SaxesParser();
  readonly #stack: Frame[] = [];
  readonly #typeLists = new Map<string, readonly string[]>();
  readonly #values = new Map<string, Value>();
  readonly #path: string;
  readonly #found: (object: TypedObject) => void;
  #sinceEvent = 0;

  constructor(path: string, found: (object: TypedObject) => void) {
    this.#path = path;
    this.#found = found;
    this.#parser.on('doctype', () => this.#refuse('A document type declaration is not read.'));
    this.#parser.on('processinginstruction', () => this.#refuse('A processing instruction is not read.'));
    this.#parser.on('error', (error) => this.#refuse(`This is no well-formed XML: ${reasonOf(error)}.`));
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('closetag', () => this.#close());
  }

  write(piece: string): void {
    this.#sinceEvent += piece.length;
    this.#parser.write(piece);
    if (this.#sinceEvent > 4 * limits.value + piece.length) this.#refuse('A value is longer than 1 MB.');
  }

  end(): void {
    this.#parser.close();
  }

  #refuse(problem: string): never {
    throw new UnreadableFile(problem, this.#path, this.#parser.line);
  }

  #open(tag: SaxesTagPlain): void {
    this.#sinceEvent = 0;
    if (this.#stack.length >= limits.depth) this.#refuse('Elements are nested more than 100 deep.');
    const { N: name, RefId: id } = tag.attributes;
    this.#stack.push({
      tag: tag.name.slice(tag.name.indexOf(':') + 1),
      name: name === undefined ? undefined : decoded(name),
      id,
      line: this.#parser.line,
      text: '',
      types: [],
      toText: undefined,
      primitive: undefined,
      properties: undefined,
      items: undefined,
    });
  }

  #text(text: string): void {
    this.#sinceEvent = 0;
    const frame = this.#stack.at(-1);
    if (frame === undefined || frame.tag === 'BA' || frame.tag === 'SS') return;
    if (frame.text.length + text.length > limits.value) this.#refuse('A value is longer than 1 MB.');
    frame.text += text;
  }

  #close(): void {
    this.#sinceEvent = 0;
    const frame = this.#stack.pop();
    const parent = this.#stack.at(-1);
    if (frame === undefined || parent === undefined) return;
    switch (frame.tag) {
      case 'T':
        parent.types = [...parent.types, decoded(frame.text)];
        return;
      case 'TN':
        if (frame.id !== undefined) this.#typeLists.set(frame.id, frame.types);
        parent.types = frame.types;
        return;
      case 'TNRef':
        parent.types = this.#typeLists.get(frame.id ?? '') ?? [];
        return;
      case 'ToString':
        parent.toText = decoded(frame.text);
        return;
      case 'Props':
      case 'MS':
        // Members that PowerShell added count before those of the type.
        parent.properties = new Map([...(parent.properties ?? []), ...(frame.properties ?? [])]);
        return;
      case 'En':
        parent.items = [...(parent.items ?? []), ...(frame.items ?? [])];
        return;
      case 'Obj':
        this.#put(parent, frame, this.#object(frame));
        return;
      case 'Ref':
        this.#put(parent, frame, this.#values.get(frame.id ?? '') ?? { ...nothing, isCut: true });
        return;
      default:
        if (lists.has(frame.tag)) parent.items = frame.items ?? [];
        else this.#put(parent, frame, primitive(frame));
    }
  }

  /** The value of an object that has ended; one with properties is handed on. */
  #object(frame: Frame): Value {
    const value = valueOf(frame);
    if (frame.id !== undefined) this.#values.set(frame.id, value);
    if (frame.properties !== undefined && frame.properties.size > 0) {
      const isOutermost = this.#stack.every(({ tag }) => tag === 'Objs');
      this.#found({ types: frame.types, properties: frame.properties, line: frame.line, isOutermost });
    }
    return value;
  }

  #put(parent: Frame, frame: Frame, value: Value): void {
    if (members.has(parent.tag)) {
      const name = frame.name ?? '';
      const { texts, isCut } = value;
      parent.properties ??= new Map();
      const property = { name, values: texts, line: frame.line, ...(isCut && { isCut }) };
      parent.properties.set(name.toLowerCase(), property);
    } else if (parent.tag === 'Obj') parent.primitive = value.texts[0];
    else {
      parent.items ??= [];
      if (parent.items.length >= limits.list) this.#refuse('A list has more than 10,000 values.');
      parent.items.push(value);
    }
  }
}

function primitive({ tag, text }: Frame): Value {
  if (tag === 'Nil') return { texts: [], isList: false, isCut: false };
  if (tag === 'SS') return { texts: [notShown], isList: false, isCut: false };
  if (tag === 'B') return { texts: [text.trim() === 'true' ? 'True' : 'False'], isList: false, isCut: false };
  return { texts: [decoded(text)], isList: false, isCut: false };
}

/** What an object is as text: what it calls itself, unless that is only its type's name; an entry of the directory is its DN. */
function valueOf({ items, properties, toText, primitive: number, types }: Frame): Value {
  if (items !== undefined) {
    return { texts: items.flatMap(({ texts }) => texts), isList: true, isCut: items.some(({ isCut }) => isCut) };
  }
  const text = textOf(properties, 'DistinguishedName') ?? useful(toText, types);
  const instead = text ?? textOf(properties, 'Name') ?? textOf(properties, 'Address') ?? number;
  if (instead !== undefined) return { texts: [instead], isList: false, isCut: false };
  return { texts: [toText ?? ''], isList: false, isCut: true };
}

function useful(text: string | undefined, types: readonly string[]): string | undefined {
  return text === undefined || types.includes(text) || isTypeName(text) ? undefined : text;
}

function textOf(properties: ReadonlyMap<string, Property> | undefined, name: string): string | undefined {
  const text = properties?.get(name.toLowerCase())?.values[0];
  return text === '' ? undefined : text;
}

/** `_xHHHH_` is a UTF-16 unit (MS-PSRP 2.2.5.3.2). */
function decoded(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** What the parser found, without the place that it puts before and without an end. */
function reasonOf(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
}
