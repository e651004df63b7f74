// What each mail system brings to an import: formats that become records, and records that become part of a topology.

import type { ModelName } from '../syntax/statements/row.ts';
import type { Ledger } from './ledger.ts';
import { UnreadableFile, type ExportFile, type SourceRecord } from './record.ts';
import type { Written } from './statements.ts';

/** One way to write records down. */
export interface ExportFormat {
  /** What reports call it: `Clixml`, `LDIF`, `main.cf`. */
  readonly name: string;
  /** Whether a file is of this kind, by the first 4,096 characters of its text; its name is only a hint. */
  recognises(head: string, path: string): boolean;
  /**
   * Reads a file from its start to its end and hands every object on as soon as it is whole.
   * @throws UnreadableFile - where nothing of it can be used.
   */
  read(file: ExportFile, reading: Reading): Promise<void>;
}

/** Where a format puts what it reads. */
export interface Reading {
  readonly ledger: Ledger;
  record(record: SourceRecord): void;
  /** Another of the given files, by its path; whoever asks for one reads it, so that no other format does. */
  other(path: string): ExportFile | undefined;
  /** All given files, by path. */
  readonly paths: readonly string[];
}

/** What a user says beside the files. */
export interface ImportOptions {
  /** What a host is called whose files do not say it. */
  readonly name?: string;
  /** Where a 2003 topology is made of sites: a connector for each pair of them, or for each link. */
  readonly sites?: 'direct' | 'links';
  /** Of a domain whose mailboxes are in several places, the place with most of them takes the whole domain. */
  readonly recipientsDefault?: boolean;
}

/** What a system's records are in a topology. */
export interface Part {
  /** The words that it is written in. */
  readonly model: ModelName;
  /** What its head comment says it came from: `Exchange 2016`, `Postfix`. */
  readonly source: string;
  /** What else whoever reads the topology must know, as lines of its head comment. */
  readonly head?: readonly string[];
  readonly organization: { readonly name: string | undefined; readonly statements: readonly Written[] };
  /** All declarations after the organization, in order. */
  readonly declarations: readonly Written[];
  /** Those of them that were read and not only named; all unless given. For what is pasted into a topology. */
  readonly own?: readonly Written[];
  /** Nothing of what the system prints says where mailboxes are; a list of them beside it does. */
  readonly lacksMailboxes?: true;
}

/** A mail system that can be imported. */
export interface MailSystem {
  readonly formats: readonly ExportFormat[];
  /** The part of a topology that its records make; undefined when none of them is one of its own. */
  map(records: readonly SourceRecord[], ledger: Ledger, options: ImportOptions): Part | undefined;
}

/** What came from files, and one of these files. */
export interface GivenPart {
  readonly source: string;
  readonly file: string;
}

/** What is thrown where two parts are no one topology. */
export function partsApart(one: GivenPart, other: GivenPart, why: string): UnreadableFile {
  const text = `This is ${one.source}, and ${other.file} is ${other.source}: ${why}. Import them apart.`;
  return new UnreadableFile(text, one.file);
}
