// What may have been down: an element that all ways of some causes avoid, that nothing used meanwhile, and without which
// the model has these ways go as they went. Each is tried before it is said.

import { elementOf, isKind, type WaypointId } from '#core/model/element';
import { hostNameKey } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import type { Topology } from '#core/model/topology';
import { writtenMoment } from './moments.ts';
import type { Predictor } from './prediction.ts';
import type { Hypothesis } from './report.ts';
import type { Differing } from './tally.ts';
import type { Uses } from './uses.ts';
import { compareWay } from './verdict.ts';

const mostTried = 200;
const mostSaid = 5;

/** The elements that explain the most, the best first; causes go by their number in the list. */
export function hypothesesFor(
  topology: Topology,
  predictor: Predictor,
  causes: readonly Differing[],
  uses: Uses,
): readonly Hypothesis[] {
  const avoided = new Map<WaypointId, number[]>();
  for (const [number, cause] of causes.entries()) {
    for (const id of avoidedBy(cause)) avoided.set(id, [...(avoided.get(id) ?? []), number]);
  }
  const weight = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + (causes[each]?.count ?? 0), 0);
  const candidates = [...avoided].sort(([, one], [, other]) => weight(other) - weight(one)).slice(0, mostTried);
  const said: Hypothesis[] = [];
  for (const [id, numbers] of candidates) {
    const element = elementOf(id);
    if (element === undefined) continue;
    const explained = numbers.filter((number) => {
      const cause = causes[number];
      if (cause === undefined || uses.mayHaveBeenUsed(usedAs(id), cause.first, cause.last)) return false;
      const { difference } = compareWay(topology, cause.way, predictor.askWithout(cause.send, [element]));
      return difference === undefined;
    });
    const isSaid = said.some(({ causes: others }) => explained.every((each) => others.includes(each)));
    if (explained.length === 0 || isSaid) continue;
    const ofThem = explained.flatMap((number) => causes[number] ?? []);
    said.push({
      down: id,
      first: writtenMoment(Math.min(...ofThem.map(({ first }) => first))),
      last: writtenMoment(Math.max(...ofThem.map(({ last }) => last))),
      explains: weight(explained),
      causes: explained,
    });
  }
  return said.sort((one, other) => other.explains - one.explains).slice(0, mostSaid);
}

/** Elements of the predicted way that the way of the cause did not pass: links before servers, as they say less. */
function avoidedBy({ predictedElements, compared, way }: Differing): readonly WaypointId[] {
  const passed = new Set<string>(compared.stretches.flatMap(({ elements }) => elements));
  const servers = new Set([way.start, ...way.hops.map(({ to }) => to)].flatMap(({ server }) => server?.key ?? []));
  const isPassed = (id: WaypointId) => {
    const element = elementOf(id);
    return passed.has(id) || (element?.kind === 'server' && servers.has(element.server.key));
  };
  const avoided = [...predictedElements].filter((id) => !isPassed(id));
  return [...avoided.filter((id) => !isKind(id, 'server')), ...avoided.filter((id) => isKind(id, 'server'))];
}

/** How the tally notes that it was used. */
function usedAs(id: WaypointId): string {
  const element = elementOf(id);
  if (element?.kind === 'server') return `server ${keyOf(element.server.name)}`;
  return element?.kind === 'host' ? `host ${hostNameKey(element.host)}` : id;
}
