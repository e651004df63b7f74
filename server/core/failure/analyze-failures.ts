// What breaks if this fails? Every element is switched off by itself, on top of what is off already, and the survey
// tells which ways that strands or changes. How mail is routed is left to the topology's routing model.

import type { ElementId } from '#core/model/element';
import type { Element } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import type { Loss, Remedies, Remedy, Survey } from '#core/routing/survey';
import { failableElements } from './elements.ts';
import { type Maintenance, maintenanceOf } from './maintenance.ts';

/** Few elements first, so that there are results soon; then more and more at once, which share most of the work. */
const elementsAtFirst = 64;
const elementsMoreEachTime = 4;

/** An element whose failure alone strands mail. */
export interface SinglePointOfFailure {
  readonly element: ElementId;
  readonly what: Element;
  /** The ways that it strands, by their numbers in the survey. */
  readonly strands: Int32Array;
  /** For how many ways mail would take other connectors, dearer or not. */
  readonly detours: number;
  /** What to change so that its failure strands less. */
  readonly remedy: Remedy;
}

/** How far the analysis is, and what it has just found. */
export interface FailureProgress {
  readonly done: number;
  readonly total: number;
  readonly found: SinglePointOfFailure | undefined;
  /** Once, when it is known what `down` does. */
  readonly maintenance?: Maintenance;
}

export interface FailureReport {
  /** All ways while nothing is off but `down`. */
  readonly survey: Survey;
  /** The same with nothing off; `survey` itself when `down` is empty. */
  readonly whole: Survey;
  /** Those that strand most ways first. What `down` strands already is not counted. */
  readonly singlePoints: readonly SinglePointOfFailure[];
  /** Connectors that ordinary mail never takes, whatever single element fails. */
  readonly unused: readonly string[];
  /** Connectors that ordinary mail takes only when something fails. */
  readonly spare: readonly string[];
  /** What `down` alone does; undefined when nothing is down. */
  readonly maintenance: Maintenance | undefined;
}

/**
 * Analyzes all single failures on top of `down`. Yields often, so that the caller can let others run, show what is
 * found so far, or stop.
 */
export function* analyzeFailures(
  routing: Routing,
  { down = [] }: { readonly down?: readonly Element[] } = {},
): Generator<FailureProgress, FailureReport> {
  const whole = routing.survey([]);
  const survey = down.length === 0 ? whole : routing.survey(down);
  const elements = failableElements(routing.topology, survey);
  const total = survey.destinations.length + elements.length;
  let done = 0;
  const progress = (found?: SinglePointOfFailure): FailureProgress => ({ done: ++done, total, found });
  for (const destination of survey.destinations.keys()) {
    whole.cost(0, destination);
    survey.cost(0, destination);
    yield progress();
  }
  let maintenance: Maintenance | undefined;
  if (survey !== whole) {
    const work = maintenanceOf(whole, survey, down);
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield { done, total, found: undefined };
    maintenance = step.value;
    yield { done, total, found: undefined, maintenance };
  }
  const resting = new Set(survey.unusedConnectors());
  const singlePoints: SinglePointOfFailure[] = [];
  const remedies = routing.remedies(survey);
  for (let first = 0, count = elementsAtFirst; first < elements.length; first += count, count *= elementsMoreEachTime) {
    const some = elements.slice(first, first + count);
    const work = survey.losses(some.map(({ element }) => [element]));
    let step = work.next();
    for (; step.done !== true; step = work.next()) {
      yield { done: done + Math.floor(step.value * some.length), total, found: undefined };
    }
    for (const [at, { id, element }] of some.entries()) {
      const point = pointOf(id, element, step.value[at], remedies);
      if (point !== undefined) singlePoints.push(point);
      yield progress(point);
    }
  }
  const unused = survey.unusedConnectors();
  const never = new Set(unused);
  return {
    survey,
    whole,
    singlePoints: worstFirst(singlePoints),
    unused,
    spare: [...resting].filter((name) => !never.has(name)),
    maintenance,
  };
}

function pointOf(
  id: ElementId,
  element: Element,
  loss: Pick<Loss, 'stranded' | 'detours'> | undefined,
  remedies: Remedies,
): SinglePointOfFailure | undefined {
  if (loss === undefined || loss.stranded.length === 0) return undefined;
  const { stranded, detours } = loss;
  return {
    element: id,
    what: element,
    strands: stranded,
    detours,
    remedy: remedies.remedyFor(element, stranded),
  };
}

/** What to do, and what that does not mend. */
export function adviceOf({ sentence, rest }: Remedy): string {
  return rest === '' ? sentence : `${sentence} ${rest}`;
}

/** Those that strand most ways first, equals in the order of the text. */
function worstFirst(points: readonly SinglePointOfFailure[]): readonly SinglePointOfFailure[] {
  return [...points].sort((one, other) => other.strands.length - one.strands.length);
}
