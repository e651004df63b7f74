// What readers give: the objects of an export with their properties as text. Nobody here knows what a property means.

/** A file that somebody handed over. */
export interface ExportFile {
  /** As given, with `/`; of a folder's file, with the folder's name in front. */
  readonly path: string;
  /** How its bytes became text: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `Windows-1252`. */
  readonly encoding: string;
  /** Its text from the start, without a byte-order mark, in pieces of any size; may be asked for more than once. */
  read(): AsyncIterable<string>;
}

/** A text that is there already, as a file. */
export function textFile(path: string, text: string): ExportFile {
  return {
    path,
    encoding: 'UTF-8',
    async *read() {
      yield text;
    },
  };
}

/** One property of an object. */
export interface Property {
  /** As it is written in the file. */
  readonly name: string;
  /** Empty where the property is there and has no value. */
  readonly values: readonly string[];
  /** One-based. */
  readonly line: number;
  /** The producer wrote less than there was: `...` after four values, a type's name instead of what is in it. */
  readonly isCut?: boolean;
}

/** One object of an export: an object of a cmdlet, an entry of a directory, a file's parameters, a router. */
export interface SourceRecord {
  /** What kind of object it is, by the system's own word: `SendConnector`, `msExchRoutingGroup`, `main.cf`. */
  readonly kind: string;
  /** What reports call it. */
  readonly name: string;
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** By name in lower case, in the order of the file. */
  readonly properties: ReadonlyMap<string, Property>;
}

/** The values of a property; none where it is not there. */
export function valuesOf(record: SourceRecord, name: string): readonly string[] {
  return record.properties.get(name.toLowerCase())?.values ?? [];
}

/** The first value of a property that is not empty. */
export function valueOf(record: SourceRecord, name: string): string | undefined {
  return valuesOf(record, name).find((value) => value !== '');
}

/** Something in a file that keeps all of it from being read: one sentence, and where. */
export class UnreadableFile extends Error {
  readonly file: string;
  /** One-based; undefined where the whole file is meant. */
  readonly line: number | undefined;

  constructor(problem: string, file: string, line?: number) {
    super(problem);
    this.name = 'UnreadableFile';
    this.file = file;
    this.line = line;
  }
}
