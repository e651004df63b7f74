// ConvertTo-Json: objects without types. Read by hand, as JSON.parse knows no lines and says nothing of a name that stands
// twice (RFC 8259 leaves open which counts; here the last one does).

import { limits, textOf } from '../limits.ts';
import { UnreadableFile, type ExportFile, type Property } from '../record.ts';
import { isTypeName, type TypedObject } from './typed-object.ts';

/** Whether a file begins as JSON with an object in it does. */
export function isJson(head: string): boolean {
  return /^\s*(?:\[\s*)?\{\s*(?:"|\}|$)/.test(head) || /^\s*\[\s*\]\s*$/.test(head);
}

/**
 * Hands on every object, the inner before the outer.
 * @throws UnreadableFile - where the text is no JSON, or passes a limit.
 */
export async function readJson(file: ExportFile, found: (object: TypedObject) => void): Promise<void> {
  new JsonReader(await textOf(file), file.path, found).read();
}

/** Texts of a value; `object` when it was one with these properties. */
interface Value {
  readonly texts: readonly string[];
  readonly isCut: boolean;
}

class JsonReader {
  readonly #text: string;
  readonly #path: string;
  readonly #found: (object: TypedObject) => void;
  #at = 0;
  #line = 1;

  constructor(text: string, path: string, found: (object: TypedObject) => void) {
    this.#text = text;
    this.#path = path;
    this.#found = found;
  }

  read(): void {
    this.#value(0);
    this.#blanks();
    if (this.#at < this.#text.length) this.#refuse('There is something behind the end of the JSON.');
  }

  #refuse(problem: string): never {
    throw new UnreadableFile(problem, this.#path, this.#line);
  }

  #blanks(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10) this.#line++;
      else if (code !== 32 && code !== 9 && code !== 13) return;
    }
  }

  /** @param depth - How many objects it is in. */
  #value(depth: number, nesting = 0): Value {
    this.#blanks();
    if (nesting > limits.depth) this.#refuse('Objects and lists are nested more than 100 deep.');
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth, nesting);
    if (first === '[') return this.#list(depth, nesting);
    if (first === '"') return whole(this.#string());
    const plain = this.#plainWord();
    if (!/^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(plain)) this.#refuse('This is no JSON.');
    this.#at += plain.length;
    if (plain === 'null') return { texts: [], isCut: false };
    return whole(plain === 'true' ? 'True' : plain === 'false' ? 'False' : plain);
  }

  #plainWord(): string {
    return /^[-+.\w]*/.exec(this.#text.slice(this.#at, this.#at + 64))?.[0] ?? '';
  }

  #object(depth: number, nesting: number): Value {
    const line = this.#line;
    const properties = new Map<string, Property>();
    const overwritten: Property[] = [];
    this.#members('}', () => {
      if (this.#text[this.#at] !== '"') this.#refuse('A name in quotation marks is missing.');
      const at = this.#line;
      const name = this.#string();
      this.#blanks();
      if (this.#text[this.#at] !== ':') this.#refuse('A colon is missing.');
      this.#at++;
      const { texts, isCut } = this.#value(depth + 1, nesting + 1);
      const before = properties.get(name.toLowerCase());
      if (before !== undefined) overwritten.push(before);
      properties.set(name.toLowerCase(), { name, values: texts, line: at, ...(isCut && { isCut }) });
    });
    const list = properties.get('value');
    if (list !== undefined && properties.size === 2 && properties.has('count')) {
      return { texts: list.values, isCut: list.isCut === true };
    }
    if (properties.size > 0) {
      const isOutermost = depth === 0;
      this.#found({ types: [], properties, line, isOutermost, ...(overwritten.length > 0 && { overwritten }) });
    }
    return asText(properties);
  }

  #list(depth: number, nesting: number): Value {
    const texts: string[] = [];
    let isCut = false;
    this.#members(']', () => {
      const value = this.#value(depth, nesting + 1);
      isCut ||= value.isCut;
      if (depth > 0) texts.push(...value.texts);
      if (texts.length > limits.list) this.#refuse('A list has more than 10,000 values.');
    });
    return { texts, isCut };
  }

  #members(end: string, member: () => void): void {
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      this.#blanks();
      member();
      this.#blanks();
      const next = this.#text[this.#at++];
      if (next === end) return;
      if (next !== ',') this.#refuse(next === undefined ? 'The file ends in the middle.' : 'A comma is missing.');
    }
  }

  #string(): string {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return this.#unescaped(start, at + 1);
      }
      if (code === 92) at++;
      else if (code < 32) this.#refuse('A quotation mark is missing.');
      if (at - start > limits.value) this.#refuse('A value is longer than 1 MB.');
    }
    return this.#refuse('The file ends in the middle of a text.');
  }

  #unescaped(start: number, end: number): string {
    const text = this.#text.slice(start, end);
    if (!text.includes('\\')) return text.slice(1, -1);
    try {
      return String(JSON.parse(text));
    } catch {
      return this.#refuse('There is no such escape in JSON.');
    }
  }
}

function whole(text: string): Value {
  return { texts: [text], isCut: isTypeName(text) };
}

/** An object as one value: what it is called. */
function asText(properties: ReadonlyMap<string, Property>): Value {
  const textOf = (name: string) => properties.get(name)?.values.find((text) => text !== '');
  const text = textOf('distinguishedname') ?? textOf('name') ?? spaceOf(properties) ?? bindingOf(properties);
  const instead = text ?? sizeOf(properties) ?? textOf('address') ?? textOf('expression');
  return instead === undefined ? { texts: [''], isCut: properties.size > 0 } : { texts: [instead], isCut: false };
}

function spaceOf(properties: ReadonlyMap<string, Property>): string | undefined {
  const [type, address, cost] = ['type', 'address', 'cost'].map((name) => properties.get(name)?.values[0]);
  return type === undefined || address === undefined || cost === undefined ? undefined : `${type}:${address};${cost}`;
}

function sizeOf(properties: ReadonlyMap<string, Property>): string | undefined {
  const isUnlimited = properties.get('isunlimited')?.values[0];
  if (isUnlimited === undefined) return undefined;
  return isUnlimited === 'True' ? 'Unlimited' : properties.get('value')?.values[0];
}

function bindingOf(properties: ReadonlyMap<string, Property>): string | undefined {
  const [address, port] = ['address', 'port'].map((name) => properties.get(name)?.values[0]);
  if (address === undefined || port === undefined) return undefined;
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
