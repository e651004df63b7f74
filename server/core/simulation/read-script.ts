// Reads a script as the scenario that says the same, so that writing it into the topology and playing that gives the same.
// It parses, so pages that only show scripts do without it.

import type { Answer } from '#core/answer';
import { keyOf } from '#core/model/keys';
import { makeScenario } from '#core/model/make';
import { scenarioOf } from '#core/model/scenario';
import type { Scenario, ScenarioEvent, Topology } from '#core/model/topology';
import { undeclaredInEvent } from '#core/model/undeclared';
import { readMessage, writtenSend } from '#core/routing/message/test-message';
import { writtenDuration } from '#core/routing/message/written-values';
import { faultsOf, parse } from '#core/syntax/parse';
import { parseTimeOfWeek } from '#core/syntax/schedule-values';
import { describeAction, type Action, type Script } from './script.ts';

/** A script as a scenario; what cannot be done, as it names something that is not declared, is left out, and said. */
export interface ReadScript {
  readonly scenario: Scenario;
  /** Of each action the index of its event; undefined for one that is left out. */
  readonly eventOf: readonly (number | undefined)[];
  readonly faults: readonly string[];
}

/** The name of what is not from a scenario. */
const noScenario = 'Preview';

/** Reads a script. An error when there is no such scenario. */
export function readScript(script: Script, topology: Topology): Answer<ReadScript> {
  const faults: string[] = [];
  const base = baseOf(script, topology, faults);
  if (!base.ok) return base;
  const { value: scenario } = base;
  const end = scenario.runForSeconds ?? Infinity;
  const events = [...scenario.events];
  const eventOf = script.actions.map(({ at, action }) => {
    const event = at >= end ? tooLate(end) : readAction(action, topology);
    if (event.ok) return events.push({ atSeconds: at, event: event.value }) - 1;
    faults.push(`${writtenDuration(at)}: ${event.error}`);
    return undefined;
  });
  return { ok: true, value: { scenario: { ...scenario, events }, eventOf, faults } };
}

function tooLate(end: number): Answer<ScenarioEvent> {
  return { ok: false, error: `The scenario runs for ${writtenDuration(end)}, so what is done at its end does nothing. Undo it and go back in time, or let it run for longer.` }; // prettier-ignore
}

/** What the script begins with. */
function baseOf({ scenario: name, start, down }: Script, topology: Topology, faults: string[]): Answer<Scenario> {
  if (name !== null) {
    const named = topology.scenarios.find(({ key }) => key === keyOf(name));
    return named === undefined ? { ok: false, error: `There is no scenario '${name}'.` } : { ok: true, value: named };
  }
  const time = parseTimeOfWeek(start);
  if (!time.ok) return time;
  const off = down.flatMap((id) => {
    const event = readAction({ kind: 'down', elements: [id] }, topology);
    if (!event.ok) faults.push(event.error);
    return event.ok && event.value.kind === 'down' ? event.value.elements : [];
  });
  return { ok: true, value: makeScenario(noScenario, { start: time.value, down: off }) };
}

function readAction(action: Action, topology: Topology): Answer<ScenarioEvent> {
  const written = writtenAction(action, topology);
  if (!written.ok) return written;
  const read = readStatement(`at 0s ${written.value}`);
  if (!read.ok) return read;
  const [first] = read.value.events;
  if (first === undefined) return { ok: false, error: `'${written.value}' says nothing.` };
  const [missing] = undeclaredInEvent(topology, first.event);
  if (missing !== undefined) return { ok: false, error: `There is no ${missing.kind} '${missing.name}'.` };
  return { ok: true, value: first.event };
}

function readStatement(text: string): Answer<Scenario> {
  const tree = parse(`scenario ${noScenario} {\n${text}\n}\n`);
  const [fault] = faultsOf(tree);
  if (fault !== undefined) return { ok: false, error: fault.fault.message };
  const [declaration] = tree.declarations;
  const scenario = declaration?.kind === 'scenario' ? scenarioOf(declaration, '', undefined) : undefined;
  return scenario === undefined ? { ok: false, error: `'${text}' says nothing.` } : { ok: true, value: scenario };
}

/** An action as a statement of a scenario says it, behind `at D`. */
export function writtenAction(action: Action, topology: Topology): Answer<string> {
  if (action.kind !== 'send') return { ok: true, value: describeAction(action) };
  const send = readMessage({ ...action.message, at: '' }, topology);
  return send.ok ? { ok: true, value: writtenSend(send.value, topology) } : send;
}
