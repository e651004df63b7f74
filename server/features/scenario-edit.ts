import type { Answer } from '#core/answer';
import { additionToFile } from '#core/editing/addition';
import { freeName } from '#core/editing/free-name';
import { declarationOf } from '#core/editing/named-block';
import { placed, type PlacedParts } from '#core/editing/placed-edit';
import { tabStop } from '#core/editing/text';
import { keyOf } from '#core/model/keys';
import type { WantedEdit } from '#core/protocol/requests';
import { writtenDuration } from '#core/routing/message/written-values';
import { readScript, writtenAction } from '#core/simulation/read-script';
import type { Script } from '#core/simulation/script';
import { format } from '#core/syntax/format';
import { absolute, textBetween } from '#core/syntax/places';
import { insideQuotes } from '#core/syntax/words';
import type { Snapshot } from './snapshot.ts';

/**
 * A scenario at the end of the document that does what a script does; playing it gives the same. What came of the script
 * is what it expects. Its name is to be filled in. An error when something in it means nothing any more.
 */
export function scenarioOf(
  snapshot: Snapshot,
  { script, cameOf }: Omit<Extract<WantedEdit, { kind: 'scenario' }>, 'kind'>,
  step: string,
): Answer<PlacedParts> {
  const { topology, source } = snapshot;
  const read = readScript(script, topology);
  if (!read.ok) return read;
  const [fault] = read.value.faults;
  if (fault !== undefined) return { ok: false, error: `What was done cannot be written: ${fault} Undo it first.` };
  const base = topology.scenarios.find(({ key }) => key === keyOf(script.scenario ?? ''));
  if (script.scenario !== null && base?.faulty === true)
    return { ok: false, error: `'${script.scenario}' has a faulty statement. Mend it first.` };
  const statements = [
    ...beginningOf(snapshot, script),
    ...script.actions.flatMap(({ at, action }) => {
      const written = writtenAction(action, topology);
      return written.ok ? [`at ${writtenDuration(at)} ${written.value}`] : [];
    }),
    ...(['delivered', 'undeliverable', 'waiting'] as const)
      .filter((outcome) => cameOf[outcome] > 0)
      .map((outcome) => `expect ${outcome} ${cameOf[outcome]}`),
  ];
  const name = freeName(nameFor(script), new Set(topology.scenarios.map(({ key }) => key)));
  const head = ['scenario "', tabStop(insideQuotes(name)), '" {'];
  const lines = [head, ...laidOut(statements).map((statement) => `\t${statement}`), '}'];
  return { ok: true, value: placed(source.file, source.tree, additionToFile(source.tree, { lines, step })) };
}

function nameFor({ scenario, actions }: Script): string {
  if (scenario !== null) return `${scenario} and what was done`.replaceAll('"', '');
  const first = actions.find(({ action }) => action.kind === 'send')?.action;
  return first?.kind === 'send' ? `${first.message.from} to ${first.message.to}`.replaceAll('"', '') : 'What was done';
}

/** What stands before the actions: all but the expectations of its scenario, or when it starts and what is off. */
function beginningOf({ project }: Snapshot, { scenario, start, down }: Script): readonly string[] {
  if (scenario === null) return [`start "${start}"`, ...down.map((element) => `down ${element}`)];
  const found = declarationOf(project, { kind: 'scenario', key: keyOf(scenario) });
  if (found?.declaration.kind !== 'scenario') return [];
  const { tree, declaration } = found;
  return declaration.statements
    .filter(({ kind }) => !kind.startsWith('expect'))
    .map(({ piece, span }) => {
      const { start: from, end } = absolute(tree, piece, span);
      return textBetween(tree, from, end);
    });
}

/** In the canonical layout, where times stand in a column. */
function laidOut(statements: readonly string[]): readonly string[] {
  const { text } = format(`scenario x {\n${statements.join('\n')}\n}\n`);
  return text
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line) => line.replace(/^ {2}/, ''));
}
