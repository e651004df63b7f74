// Playing scenarios: in slices on one moment of the topology, telling how far it is, and only as long as somebody waits.

import { ProgressType, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Answer } from '#core/answer';
import { keyOf } from '#core/model/keys';
import type { Requests } from '#core/protocol/requests';
import { type Playback, recordPlayback } from '#core/simulation/playback';
import { obstaclesOf } from '#core/testing/scenario-verdicts';
import type { Session } from './session.ts';
import { inSlices } from './slices.ts';

type Params<Method extends keyof Requests> = Requests[Method]['params'];

export class SimulationRequests {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #defer: (work: () => void) => void;

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
    { uri, scenario: name, partialResultToken }: Params<'bridgehead/playScenario'>,
    token: CancellationToken,
  ): Promise<Answer<Playback> | null> {
    const state = await this.#session.state(uri);
    if (state === undefined) return null;
    const { topology, routing } = state;
    const scenario = topology.scenarios.find(({ key }) => key === keyOf(name));
    if (scenario === undefined) return { ok: false, error: `There is no scenario '${name}'.` };
    const [obstacle] = obstaclesOf(topology, scenario);
    if (obstacle !== undefined) return { ok: false, error: obstacle.message };
    let told = 0;
    const value = await inSlices(recordPlayback(routing.rules, scenario), {
      defer: this.#defer,
      token,
      progressed: (done) => {
        if (partialResultToken === undefined || done < told + 0.01) return;
        told = done;
        void this.#connection.sendProgress(playbackProgress, partialResultToken, done);
      },
    });
    return value === undefined ? null : { ok: true, value };
  }
}

const playbackProgress = new ProgressType<number>();
