// Answers what the preview asks of its simulation as the extension does: by the core itself.

import { readFileSync } from 'node:fs';
import type { Topology } from '#core/model/topology';
import type { FromPreview, ToPreview } from '#core/protocol/preview';
import type { PlayAnswer } from '#core/protocol/requests';
import { compileRouting, queueActionsOf } from '#core/routing/models';
import { findMessages } from '#core/simulation/finding';
import { recordHistory, recordPlayback } from '#core/simulation/playback';
import { playScenario } from '#core/simulation/scenario-run';
import { readScript, type ReadScript } from '#core/simulation/read-script';
import type { Script } from '#core/simulation/script';
import { routeMessage } from '../../server/features/route.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';

export const tazmaniaText = readFileSync('examples/tazmania.topo', 'utf8');
export const fourCitiesText = readFileSync('examples/four-cities.topo', 'utf8');

export interface Simulator {
  /** The answer to what was asked; undefined to what is no question of the simulation or of a route. */
  answer(asked: FromPreview): ToPreview | undefined;
}

export function simulatorOf(text: string): Simulator {
  const topology = topologyFromText(text);
  const routing = compileRouting(topology);
  const { rules } = routing;
  return {
    answer(asked) {
      switch (asked.type) {
        case 'route': {
          const answer = routeMessage(routing, asked.message, asked.down, 1);
          return { type: 'sent', request: asked.request, answer };
        }
        case 'play': {
          const read = readScript(asked.script, topology);
          if (!read.ok) return { type: 'played', request: asked.request, answer: read };
          return { type: 'played', request: asked.request, answer: { ok: true, value: playedOf(read.value, asked, topology) } }; // prettier-ignore
        }
        case 'find': {
          const run = playScenario(rules, scenarioOf(asked.script, topology));
          while (run.advanceTo(asked.at, 10_000) === 'more') continue;
          const value = findMessages(run.simulation.world, asked.query);
          return { type: 'found', request: asked.request, answer: { ok: true, value } };
        }
        case 'history': {
          const value = finished(recordHistory(rules, scenarioOf(asked.script, topology), asked.number));
          const answer = value === undefined ? { ok: false as const, error: `There is no message ${asked.number}.` } : { ok: true as const, value }; // prettier-ignore
          return { type: 'history', request: asked.request, answer };
        }
        default:
          return undefined;
      }
    },
  };
}

/** What the server answers to a script. */
export function playedOf(
  { scenario, eventOf, faults }: ReadScript,
  { script, at }: { readonly script: Script; readonly at: number },
  topology: Topology,
): PlayAnswer {
  const follow = new Set(eventOf.filter((event) => event !== undefined));
  const moments = [at, ...script.actions.map((action) => action.at)];
  const playback = finished(recordPlayback(compileRouting(topology).rules, scenario, { follow, moments }));
  const histories = eventOf.map((event) => playback.histories.find((history) => history.event === event) ?? null);
  return { playback, queueActions: queueActionsOf(topology), histories, faults, version: 1 };
}

function scenarioOf(script: Script, topology: Topology) {
  const read = readScript(script, topology);
  if (!read.ok) throw new Error(read.error);
  return read.value.scenario;
}

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
