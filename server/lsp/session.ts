// The life of a language server: open documents, files read for their includes, the topology of every root, and what was
// said about each. Knows neither the connection nor the platform; both are in the Shell.

import type {
  Diagnostic as LspDiagnostic,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver';
import type { Diagnostic } from '#core/analysis/diagnostic';
import { noSettings, type RuleSettings } from '#core/analysis/rule-settings';
import { unusedDisable } from '#core/analysis/unused-disable';
import { noLayout, type LayoutFile } from '#core/graph/layout-file';
import type { Side } from '#core/interchange/drift/objects';
import type { FileId } from '#core/model/topology';
import type { Notifications } from '#core/protocol/requests';
import { isDue, type TestRun } from '#core/testing/test-run';
import { lspDiagnostics } from '../features/diagnostics.ts';
import { driftDiagnostics } from '../features/drift.ts';
import { layoutDiagnostics } from '../features/layout-file.ts';
import type { Snapshot, SourceFile } from '../features/snapshot.ts';
import { LayoutFiles, type KnownLayout } from './layout-files.ts';
import { Publisher } from './publisher.ts';
import { rootsOf } from './roots.ts';
import { changeFile, readFile, rereadFile } from './text-file.ts';
import { TopologyState } from './topology-state.ts';
import { canonical, resolveInclude } from './uris.ts';

export interface FileSystem {
  /** A file's text; null when there is none. */
  readonly read: (uri: string) => Promise<string | null>;
}

/** What a session asks of whoever runs it. */
export interface Shell {
  readonly files: FileSystem;
  /** Runs `work` after the messages that have already arrived. */
  readonly defer: (work: () => void) => void;
  /** Runs `work` after a pause as long as one between two keys. */
  readonly rest: (work: () => void) => void;
  readonly publish: (params: PublishDiagnosticsParams) => void;
  readonly topologyChanged: (change: Notifications['bridgehead/didChangeTopology']) => void;
  /** Tests gave something else than before, perhaps in files that nobody edited. */
  readonly testsChanged?: () => void;
  /** A fault of ours, met outside of any request. */
  readonly report: (during: string, error: unknown) => void;
}

interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly source: SourceFile;
}

export class Session {
  readonly #shell: Shell;
  readonly #publisher: Publisher;
  #settings: RuleSettings = noSettings;
  readonly #open = new Map<FileId, OpenDocument>();
  /** Files that are not open, as last read; null for those that do not exist. */
  readonly #read = new Map<FileId, SourceFile | null>();
  readonly #reading = new Map<FileId, Promise<void>>();
  readonly #layouts: LayoutFiles;
  #topologies = new Map<FileId, TopologyState>();
  readonly #announced = new WeakMap<TopologyState, { readonly version: number; readonly layout: LayoutFile }>();
  readonly #tested = new WeakMap<TopologyState, TestRun['verdicts']>();
  /** Tests are due, and will be gone on with. */
  #testing = false;
  /** Drawings are due, and will be prepared. */
  #preparing = false;
  #edits = 0;
  /** Something changed since the topologies were refreshed. */
  #stale = false;
  /** Turns to wait until diagnostics are computed; 0 when none are due. */
  #turns = 0;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#publisher = new Publisher(shell.publish);
    this.#layouts = new LayoutFiles({ ...shell, changed: () => this.#changed() });
  }

  /** How severe rules are from now on. */
  setRules(settings: RuleSettings): void {
    this.#settings = settings;
    this.#changed();
  }

  open({ uri, version, text }: TextDocumentItem): void {
    const file = canonical(uri);
    this.#open.set(file, { uri, version, source: readFile(file, text) });
    this.#publisher.forget(file);
    this.#changed();
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const file = canonical(uri);
    const document = this.#open.get(file);
    if (document === undefined) return;
    this.#open.set(file, { uri, version, source: this.#edited(document.source, changes) });
    this.#changed();
  }

  /** Whatever goes wrong, the text stays what the editor has. */
  #edited(source: SourceFile, changes: readonly TextDocumentContentChangeEvent[]): SourceFile {
    try {
      return changeFile(source, changes);
    } catch (error) {
      this.#shell.report('taking in an edit', error);
      return rereadFile(source, changes);
    }
  }

  close(uri: string): void {
    const file = canonical(uri);
    this.#open.delete(file);
    this.#read.delete(file);
    this.#changed();
  }

  /** These files were made, changed or deleted outside of the editor. An open document stays as the editor has it. */
  filesChanged(uris: readonly string[]): void {
    const files = uris.map(canonical);
    this.#layouts.filesChanged(files);
    for (const file of files) {
      this.#read.delete(file);
      // What is on its way may be the old text.
      this.#reading.delete(file);
    }
    this.#changed();
  }

  /** The topology that the document belongs to, once all its files are read; undefined for a document that is not open. */
  async state(uri: string): Promise<TopologyState | undefined> {
    const file = canonical(uri);
    for (;;) {
      const state = this.#stateOf(file);
      if (state === undefined || state.waitingFor.length === 0) return state;
      await Promise.all(state.waitingFor.map((waited) => this.#reading.get(waited)));
    }
  }

  /** Compares the topology of a document with what the servers say, from now on; undefined for one that is not open. */
  async compareWith(servers: Side, uri: string): Promise<TopologyState | undefined> {
    const state = await this.state(uri);
    if (state === undefined) return undefined;
    state.servers = servers;
    this.#changed();
    return state;
  }

  /** Compares no topology any more. */
  compareNoMore(): void {
    for (const topology of this.#topologies.values()) topology.servers = undefined;
    this.#changed();
  }

  /** A topology with the file that says where people put what is drawn, both as they are now. */
  async laidOut(uri: string): Promise<{ readonly state: TopologyState; readonly layout: KnownLayout } | undefined> {
    for (;;) {
      const before = await this.state(uri);
      if (before === undefined) return undefined;
      const layout = await this.#layouts.ready(before.root);
      const state = await this.state(uri);
      if (state?.root === before.root) return { state, layout };
    }
  }

  /** Reads the layout files of all topologies as they are now, saved or not. */
  async rereadLayouts(): Promise<void> {
    this.#refresh();
    await Promise.all([...this.#topologies.keys()].map((root) => this.#layouts.reread(root)));
    this.#stale = true;
  }

  async snapshot(uri: string): Promise<Snapshot | undefined> {
    return (await this.state(uri))?.snapshot(canonical(uri));
  }

  /** The topology that the document belongs to, once all its tests are run; they are run as the files are then. */
  async tested(uri: string): Promise<TopologyState | undefined> {
    for (;;) {
      const state = await this.state(uri);
      if (state === undefined || !isDue(state.tests)) return state;
      state.continueTests(oneSlice());
      await new Promise<void>((resolve) => this.#shell.defer(resolve));
    }
  }

  /** Every topology of the session, for requests that concern no document. */
  async snapshots(): Promise<readonly Snapshot[]> {
    this.#refresh();
    const roots = await Promise.all([...this.#topologies.keys()].map((root) => this.snapshot(root)));
    return roots.filter((snapshot) => snapshot !== undefined);
  }

  versionOf(file: FileId): number | null {
    return this.#open.get(file)?.version ?? null;
  }

  #stateOf(file: FileId): TopologyState | undefined {
    this.#refresh();
    return this.#topologies.get(file) ?? [...this.#topologies.values()].find((topology) => topology.files.has(file));
  }

  #changed(): void {
    this.#stale = true;
    this.#edits++;
    const wasDue = this.#turns > 0;
    this.#turns = quietTurns;
    if (!wasDue) this.#shell.defer(this.#turn);
  }

  /** Waits until no message is left in the queue: a burst of edits is checked once, a single edit at once. */
  readonly #turn = (): void => {
    this.#turns--;
    if (this.#turns > 0) {
      this.#shell.defer(this.#turn);
      return;
    }
    try {
      this.#refresh();
      this.#publish();
    } catch (error) {
      this.#shell.report('checking the topology', error);
    }
  };

  /** Sees to the tests and the failures that an edit left due as soon as no other edit comes. */
  #goOnTesting(): void {
    if (this.#testing) return;
    this.#testing = true;
    const edits = this.#edits;
    this.#shell.rest(() => {
      this.#testing = false;
      if (this.#edits === edits) this.#testSlice();
      else this.#goOnTesting();
    });
  }

  /** Runs tests and looks for single points of failure, a slice at a time, until an edit comes; at the end tells what they give. */
  readonly #testSlice = (): void => {
    if (this.#turns > 0) return;
    try {
      const isEnough = oneSlice();
      for (const topology of this.#known()) topology.goOn(isEnough);
      if (this.#isWorkDue()) this.#shell.defer(this.#testSlice);
      else this.#publish();
    } catch (error) {
      this.#shell.report('running tests', error);
    }
  };

  #isWorkDue(): boolean {
    return this.#known().some((topology) => topology.isWorkDue);
  }

  /** Sees to drawings that are due when all else is done, as soon as no edit comes; an edit leads here again. */
  #prepareDrawings(): void {
    const areDue = this.#known().some(({ drawing, topology }) => drawing.isDue(topology));
    if (this.#preparing || !areDue) return;
    this.#preparing = true;
    this.#shell.rest(() => {
      this.#preparing = false;
      for (const topology of this.#known()) topology.layout ??= this.#layouts.of(topology.root);
      this.#drawSlice();
    });
  }

  readonly #drawSlice = (): void => {
    if (this.#turns > 0 || this.#isWorkDue()) return;
    try {
      const isEnough = oneSlice();
      for (const topology of this.#known()) if (topology.isDrawingDue) topology.prepareDrawing(isEnough);
      if (this.#known().some((topology) => topology.isDrawingDue)) this.#shell.defer(this.#drawSlice);
    } catch (error) {
      this.#shell.report('preparing a drawing', error);
    }
  };

  /** The topologies whose files are all read. */
  #known(): readonly TopologyState[] {
    return [...this.#topologies.values()].filter((topology) => topology.waitingFor.length === 0);
  }

  #refresh(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const roots = rootsOf([...this.#open.keys()], (file) => this.#includesOf(file));
    this.#topologies = new Map(roots.map((root) => [root, this.#topologies.get(root) ?? new TopologyState(root)]));
    for (const topology of this.#topologies.values()) {
      topology.settings = this.#settings;
      topology.refresh((file) => this.#lookup(file));
      topology.layout = this.#layouts.of(topology.root);
    }
  }

  #includesOf(file: FileId): FileId[] {
    const source = this.#lookup(file);
    if (source === undefined || source === 'waiting') return [];
    return source.tree.includes.map((include) => resolveInclude(file, include.path.value));
  }

  #lookup(file: FileId): SourceFile | 'waiting' | undefined {
    const open = this.#open.get(file);
    if (open !== undefined) return open.source;
    const read = this.#read.get(file);
    if (read !== undefined) return read ?? undefined;
    this.#startReading(file);
    return 'waiting';
  }

  #startReading(file: FileId): void {
    if (this.#reading.has(file)) return;
    const reading: Promise<void> = this.#shell.files
      .read(file)
      .catch((error: unknown) => {
        this.#shell.report(`reading ${file}`, error);
        return null;
      })
      .then((text) => {
        if (this.#reading.get(file) === reading) this.#arrived(file, text);
      });
    this.#reading.set(file, reading);
  }

  #arrived(file: FileId, text: string | null): void {
    this.#reading.delete(file);
    this.#read.set(file, text === null ? null : readFile(file, text.replace(/^\uFEFF/, '')));
    this.#changed();
  }

  #publish(): void {
    const known = this.#known();
    for (const [file, diagnostics] of diagnosticsByFile(known)) {
      const document = this.#open.get(file);
      this.#publisher.publish(file, document?.uri ?? file, document?.version, diagnostics);
    }
    const layouts = known.flatMap(({ layout }) => layout ?? []);
    for (const layout of layouts) this.#publisher.publish(layout.uri, layout.uri, undefined, layoutDiagnostics(layout));
    if (known.length === this.#topologies.size) {
      const files = known.flatMap((topology) => [...topology.files.keys()]);
      this.#publisher.keepOnly(new Set([...files, ...layouts.map(({ uri }) => uri)]));
    }
    for (const topology of known) this.#announce(topology);
    this.#announceTests(known);
    if (this.#isWorkDue()) this.#goOnTesting();
    else this.#prepareDrawings();
  }

  #announceTests(known: readonly TopologyState[]): void {
    const changed = known.filter((topology) => this.#tested.get(topology) !== topology.tests.verdicts);
    for (const topology of changed) this.#tested.set(topology, topology.tests.verdicts);
    if (changed.length > 0) this.#shell.testsChanged?.();
  }

  #announce(topology: TopologyState): void {
    const { root, version } = topology;
    const layout = topology.layout?.file ?? noLayout;
    const told = this.#announced.get(topology);
    if (told?.version === version && told.layout === layout) return;
    this.#announced.set(topology, { version, layout });
    this.#shell.topologyChanged({ root, uris: [...topology.files.keys()], version });
  }
}

/** Short enough that nobody notices it between two keys. */
const sliceMilliseconds = 8;

function oneSlice(): () => boolean {
  const end = performance.now() + sliceMilliseconds;
  return () => performance.now() >= end;
}

/** One turn lets a message through that was waiting already, the second one finds out that none did. */
const quietTurns = 2;

/** A file in several topologies has what each of them finds, the same finding once. */
function diagnosticsByFile(topologies: readonly TopologyState[]): Map<FileId, LspDiagnostic[]> {
  const byFile = new Map<FileId, LspDiagnostic[]>();
  for (const topology of topologies) {
    const found = foundByFile(topology.check.diagnostics);
    for (const [file, source] of topology.files) {
      const diagnostics = [
        ...lspDiagnostics(source, found.get(file) ?? [], (other) => topology.files.get(other)),
        ...driftDiagnostics(source, topology.drift),
      ];
      const before = byFile.get(file);
      byFile.set(file, before === undefined ? diagnostics : union(before, diagnostics));
    }
  }
  return byFile;
}

function foundByFile(found: readonly Diagnostic[]): Map<FileId, Diagnostic[]> {
  const byFile = new Map<FileId, Diagnostic[]>();
  for (const diagnostic of found) {
    const list = byFile.get(diagnostic.place.file);
    if (list === undefined) byFile.set(diagnostic.place.file, [diagnostic]);
    else list.push(diagnostic);
  }
  return byFile;
}

/** A comment is needed when any topology needs it. */
function union(a: readonly LspDiagnostic[], b: readonly LspDiagnostic[]): LspDiagnostic[] {
  const seen = new Set(a.map(textOf));
  const again = new Set(b.map(textOf));
  return [
    ...a.filter((diagnostic) => diagnostic.code !== unusedDisable.code || again.has(textOf(diagnostic))),
    ...b.filter((diagnostic) => diagnostic.code !== unusedDisable.code && !seen.has(textOf(diagnostic))),
  ];
}

function textOf({ range, code, message }: LspDiagnostic): string {
  return `${range.start.line}:${range.start.character} ${code} ${message}`;
}
