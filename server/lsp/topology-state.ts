// What is known about one topology, from its root file: each part is made when it is asked for, from the one before it
// and from its own predecessor, so that an edit costs what it changes.

import { check } from '#core/analysis/check';
import type { Check } from '#core/analysis/check';
import { noSettings, type RuleSettings } from '#core/analysis/rule-settings';
import { continueWeaknesses, startWeaknesses, type WeaknessRun } from '#core/weaknesses/weakness-run';
import { compare } from '#core/interchange/drift/compare';
import type { Side } from '#core/interchange/drift/objects';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { Project } from '#core/model/project';
import type { FileId, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import { continueTests, finishOnlyTests, isDue, startTests, workLeft, type TestRun } from '#core/testing/test-run';
import type { Tree } from '#core/syntax/tree';
import type { Drift, Snapshot, SourceFile } from '../features/snapshot.ts';
import { Drawing } from './drawing.ts';
import type { KnownLayout } from './layout-files.ts';
import { resolveInclude } from './uris.ts';

/** A file as the session knows it now: `waiting` while its text is being read. */
export type Lookup = (file: FileId) => SourceFile | 'waiting' | undefined;

export class TopologyState {
  readonly root: FileId;
  readonly drawing = new Drawing();
  /** Files that are being read; nothing is said about the topology before they are here. */
  waitingFor: readonly FileId[] = [];
  /** Where people put what is drawn, as far as it is read. */
  layout: KnownLayout | undefined;
  /** How severe rules are where the user finds otherwise than we do. */
  settings: RuleSettings = noSettings;
  /** Grows with every change of the topology or of what is wrong with it. */
  version = 0;
  #files: ReadonlyMap<FileId, SourceFile> = new Map();
  #project: Project | undefined;
  #topology: Topology | undefined;
  #checked: { readonly project: Project; readonly areWeaknessesDue: boolean; readonly check: Check } | undefined;
  #checkedTopology: Topology | undefined;
  #tests: TestRun | undefined;
  #weaknesses: WeaknessRun | undefined;
  #routing: Routing | undefined;
  /** What the servers say, to be compared with; undefined while nobody compares. */
  servers: Side | undefined;
  #drift: (Drift & { readonly project: Project }) | undefined;

  constructor(root: FileId) {
    this.root = root;
  }

  get files(): ReadonlyMap<FileId, SourceFile> {
    return this.#files;
  }

  /** Takes the files as they are now. */
  refresh(lookup: Lookup): void {
    const files = new Map<FileId, SourceFile>();
    const waitingFor: FileId[] = [];
    const read = (file: FileId): Tree | undefined => {
      const found = lookup(file);
      if (found === 'waiting') waitingFor.push(file);
      else if (found !== undefined) files.set(file, found);
      return found === 'waiting' ? undefined : found?.tree;
    };
    const project = openProject(this.root, read, resolveInclude);
    this.waitingFor = waitingFor;
    if (this.#project !== undefined && sameTrees(files, this.#files)) return;
    this.#files = files;
    this.#project = project;
  }

  get project(): Project {
    if (this.#project === undefined) throw new Error(`The topology of ${this.root} was asked for before its files.`);
    return this.#project;
  }

  get topology(): Topology {
    if (this.#topology === undefined || this.#topologyOf !== this.project) {
      this.#topology = buildTopology(this.project, this.#topology);
      this.#topologyOf = this.project;
    }
    return this.#topology;
  }
  #topologyOf: Project | undefined;

  get check(): Check {
    const { project, tests, weaknesses } = this;
    const known = this.#checked?.check;
    const areWeaknessesDue = weaknesses.work !== undefined;
    if (
      known !== undefined &&
      this.#checked?.project === project &&
      this.#checked.areWeaknessesDue === areWeaknessesDue &&
      known.version.tests === tests &&
      known.version.weaknesses === weaknesses.found &&
      known.settings === this.settings
    ) {
      return known;
    }
    const { settings } = this;
    const found = check(project, this.topology, known, {
      tests,
      weaknesses: weaknesses.found,
      areWeaknessesDue,
      settings,
    });
    if (found.diagnostics !== this.#checked?.check.diagnostics || this.topology !== this.#checkedTopology)
      this.version++;
    this.#checkedTopology = this.topology;
    this.#checked = { project, areWeaknessesDue, check: found };
    return found;
  }

  /** What the tests give: all of them where that is quick, else as far as `continueTests` has come. Scenarios come later. */
  get tests(): TestRun {
    if (this.#tests?.topology !== this.topology) {
      const started = startTests(this.topology, this.#tests);
      this.#tests = workLeft(started) <= quickMicroseconds ? finishOnlyTests(started) : started;
    }
    return this.#tests;
  }

  /** Runs tests that are due until `isEnough` says so. */
  continueTests(isEnough: () => boolean): void {
    this.#tests = continueTests(this.tests, isEnough);
  }

  /** What is wrong or weak about the ways of mail, as far as `goOn` has come. */
  get weaknesses(): WeaknessRun {
    if (this.#weaknesses?.topology !== this.topology)
      this.#weaknesses = startWeaknesses(this.topology, this.#weaknesses);
    return this.#weaknesses;
  }

  /** Whether something is left to be done for the diagnostics that need not be there at once. */
  get isWorkDue(): boolean {
    return isDue(this.tests) || this.weaknesses.work !== undefined;
  }

  /** Does what is due until `isEnough` says so: tests first. */
  goOn(isEnough: () => boolean): void {
    this.continueTests(isEnough);
    if (!isDue(this.tests) && !isEnough()) this.#weaknesses = continueWeaknesses(this.weaknesses, isEnough);
  }

  /** Whether the drawing is to be prepared; not before it is known where people put things. */
  get isDrawingDue(): boolean {
    return this.layout !== undefined && this.drawing.isDue(this.topology);
  }

  /** Prepares the drawing until `isEnough` says so. */
  prepareDrawing(isEnough: () => boolean): void {
    if (this.layout !== undefined) this.drawing.prepare(this.topology, this.layout.file, isEnough);
  }

  get routing(): Routing {
    if (this.#routing?.topology !== this.topology) this.#routing = compileRouting(this.topology);
    return this.#routing;
  }

  /** What is different on the servers. Of a text with faults in its nesting nothing is said. */
  get drift(): Drift | undefined {
    const { servers, project } = this;
    if (servers === undefined) return undefined;
    if (this.#drift?.servers !== servers || this.#drift.project !== project) {
      const isNested = project.files.every(({ tree }) => tree.faults.length === 0);
      const differences = isNested ? compare({ project, topology: this.topology }, servers) : [];
      this.#drift = { servers, project, differences };
    }
    return this.#drift;
  }

  /** The topology as a request about `file` sees it; undefined when the file is not a part of it. */
  snapshot(file: FileId): Snapshot | undefined {
    const source = this.#files.get(file);
    if (source === undefined) return undefined;
    const files = this.#files;
    return {
      source,
      root: this.root,
      project: this.project,
      topology: this.topology,
      resolve: resolveInclude,
      sourceOf: (other) => files.get(other),
      check: () => this.check,
      routing: () => this.routing,
      tests: () => this.tests,
      drift: () => this.drift,
      layout: () => this.layout,
    };
  }
}

/** So much is done before the diagnostics of an edit are sent. */
const quickMicroseconds = 1500;

function sameTrees(a: ReadonlyMap<FileId, SourceFile>, b: ReadonlyMap<FileId, SourceFile>): boolean {
  if (a.size !== b.size) return false;
  for (const [file, source] of a) if (b.get(file)?.tree !== source.tree) return false;
  return true;
}

/** The version that `didChangeTopology` announces: it counts what is wrong, so that has to be known. */
export function versionOf(state: TopologyState): number {
  void state.check;
  return state.version;
}
