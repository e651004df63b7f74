// Simulating what the preview asks for: in slices on one moment of the topology, telling how far it is, and only as long
// as somebody waits.

import { queueActionsOf } from '#core/routing/models';
import { ProgressType, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { keyOf } from '#core/model/keys';
import type { Topology } from '#core/model/topology';
import type { PlayAnswer, Requests } from '#core/protocol/requests';
import type { Rules } from '#core/routing/model';
import { findMessages } from '#core/simulation/finding';
import { recordHistory, recordPlayback } from '#core/simulation/playback';
import { eventsAtOnce, playScenario, type ScenarioRun } from '#core/simulation/scenario-run';
import { readScript, type ReadScript } from '#core/simulation/read-script';
import type { Script } from '#core/simulation/script';
import { obstaclesOf } from '#core/testing/scenario-verdicts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

type Params<Method extends keyof Requests> = Requests[Method]['params'];

/** What was looked into last: looking later into the same goes on from there. */
interface LookedInto {
  readonly topology: Topology;
  readonly script: string;
  readonly run: ScenarioRun;
}

export class SimulationRequests {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #defer: (work: () => void) => void;
  #lookedInto: LookedInto | undefined;

  constructor(connection: Connection, session: Session, defer: (work: () => void) => void) {
    this.#connection = connection;
    this.#session = session;
    this.#defer = defer;
  }

  async scenarios({ uri }: Params<'bridgehead/scenarios'>): Promise<readonly string[]> {
    const state = await this.#session.state(uri);
    return state?.topology.scenarios.map(({ name }) => name) ?? [];
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async play(
    { uri, script, at, partialResultToken }: Params<'bridgehead/play'>,
    token: CancellationToken,
  ): Promise<Answer<PlayAnswer> | null> {
    const read = await this.#read(uri, script);
    if (read?.ok !== true) return read;
    const { rules, version, playable } = read.value;
    const { scenario, eventOf, faults } = playable;
    let told = 0;
    const work = recordPlayback(rules, scenario, {
      follow: new Set(eventOf.filter((event) => event !== undefined)),
      moments: [at, ...script.actions.map((action) => action.at)],
    });
    const playback = await inSlices(work, {
      defer: this.#defer,
      token,
      progressed: (done) => {
        if (partialResultToken === undefined || done < told + 0.01) return;
        told = done;
        void this.#connection.sendProgress(playProgress, partialResultToken, done);
      },
    });
    if (playback === undefined) return null;
    const histories = eventOf.map((event) => playback.histories.find((history) => history.event === event) ?? null);
    return { ok: true, value: { playback, queueActions: queueActionsOf(rules.topology), histories, faults, version } };
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async findMessages(
    { uri, script, at, query }: Params<'bridgehead/findMessages'>,
    token: CancellationToken,
  ): Promise<Requests['bridgehead/findMessages']['result']> {
    const read = await this.#read(uri, script);
    if (read?.ok !== true) return read;
    const { topology, rules, playable } = read.value;
    const run = this.#runBefore(topology, script, at) ?? playScenario(rules, playable.scenario, { timeline: 'none' });
    this.#lookedInto = undefined;
    const there = await inSlices(goTo(run, at), { defer: this.#defer, token });
    if (there === undefined) return null;
    this.#lookedInto = { topology, script: JSON.stringify(script), run };
    return { ok: true, value: findMessages(run.simulation.world, query) };
  }

  /** Null for a document that is not open, and when it was cancelled. */
  async messageHistory(
    { uri, script, number }: Params<'bridgehead/messageHistory'>,
    token: CancellationToken,
  ): Promise<Requests['bridgehead/messageHistory']['result']> {
    const read = await this.#read(uri, script);
    if (read?.ok !== true) return read;
    const { rules, playable } = read.value;
    let isDone = false;
    const work = (function* () {
      const history = yield* recordHistory(rules, playable.scenario, number);
      isDone = true;
      return history;
    })();
    const value = await inSlices(work, { defer: this.#defer, token });
    if (!isDone) return null;
    return value === undefined ? { ok: false, error: `There is no message ${number}.` } : { ok: true, value };
  }

  async #read(uri: string, script: Script): Promise<Answer<Read> | null> {
    const state = await this.#session.state(uri);
    if (state === undefined) return null;
    const { topology, routing, version } = state;
    const scenario = topology.scenarios.find(({ key }) => key === keyOf(script.scenario ?? ''));
    const [obstacle] = script.scenario === null || scenario === undefined ? [] : obstaclesOf(topology, scenario);
    if (obstacle !== undefined) return { ok: false, error: obstacle.message };
    const playable = readScript(script, topology);
    if (!playable.ok) return playable;
    return { ok: true, value: { topology, rules: routing.rules, version, playable: playable.value } };
  }

  #runBefore(topology: Topology, script: Script, at: number): ScenarioRun | undefined {
    const last = this.#lookedInto;
    if (last?.topology !== topology || last.script !== JSON.stringify(script)) return undefined;
    return last.run.simulation.at() <= at ? last.run : undefined;
  }
}

interface Read {
  readonly topology: Topology;
  readonly rules: Rules;
  readonly version: number;
  readonly playable: ReadScript;
}

function* goTo(run: ScenarioRun, at: number): Generator<number, true> {
  while (run.advanceTo(at, eventsAtOnce) === 'more') yield run.progress();
  return true;
}

const playProgress = new ProgressType<number>();
