import type { Answer } from '#core/answer';
import type { Space, StrandedMail } from '#core/editing/wizard/surroundings';
import { runWizard, type Progress } from '#core/editing/wizard/wizards';
import { meaningOf } from '#core/model/address-space';
import { elementOf } from '#core/model/element';
import type { Element, Topology } from '#core/model/topology';
import type { Indentation, WizardAnswer, WizardQuestion } from '#core/protocol/requests';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import { offsetAt } from '#core/syntax/lines';
import { stepOf } from './edit.ts';
import { elementAt } from './element-at.ts';
import { locationOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** The next step of a wizard, or what it writes. */
export function wizard(
  snapshot: Snapshot,
  { wizard: name, at, answers, typed }: WizardQuestion,
  indentation?: Indentation,
): Answer<WizardAnswer> {
  const { project, topology, source } = snapshot;
  const around = {
    project,
    topology,
    file: source.file,
    at: elementMeant(snapshot, at),
    step: stepOf(indentation),
    strandedBy: (changed: Topology, spaces: readonly Space[]) =>
      strandedBetween(snapshot.routing(), compileRouting(changed), spaces),
  };
  const progress = runWizard(name, around, { answers, typed });
  return progress.ok ? answerOf(snapshot, progress.value) : progress;
}

function elementMeant(snapshot: Snapshot, at: WizardQuestion['at']): Element | undefined {
  if (at === null) return undefined;
  if ('element' in at) return elementOf(at.element);
  const { lines, tree } = snapshot.source;
  const id = elementAt(snapshot, Math.min(offsetAt(lines, at.position), tree.length));
  return id === null ? undefined : elementOf(id);
}

function answerOf(snapshot: Snapshot, progress: Progress): Answer<WizardAnswer> {
  if (progress.kind === 'step') {
    const { title, number, of, said = null } = progress;
    const { kind, prompt, proposed, typing, items } = progress.step;
    return {
      ok: true,
      value: { kind: 'step', step: { title, number, of, kind, prompt, proposed, typing, items }, said },
    };
  }
  const [first, ...others] = progress.edits.map(({ place, text }) => ({ at: locationOf(snapshot, place), text }));
  const edits = [first, ...others].flatMap((edit) =>
    edit?.at === undefined ? [] : [{ at: edit.at, text: edit.text }],
  );
  const [seen, ...rest] = edits;
  if (seen === undefined || edits.length < progress.edits.length)
    throw new Error('An edit is in a file of the topology');
  return { ok: true, value: { kind: 'write', edits: [seen, ...rest] } };
}

/** Both have the same destinations: they differ in who may send there. */
function strandedBetween(now: Routing, then: Routing, spaces: readonly Space[]): readonly StrandedMail[] {
  const [before, after] = [now.survey([]), then.survey([])];
  const wanted = new Set(spaces.map(meaningOf));
  return before.destinations.flatMap((to, destination) => {
    if (to.kind === 'routing group' || !wanted.has(meaningOf(to))) return [];
    const isStranded = (_: string, source: number): boolean =>
      before.cost(source, destination) !== null && after.cost(source, destination) === null;
    return before.sources.filter(isStranded).map((from) => ({ from, to }));
  });
}
