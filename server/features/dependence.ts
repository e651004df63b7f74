// What depends on an element: what becomes of mail when it alone fails, for hovers.

import { waysInWords } from '#core/failure/ways';
import type { Element, Topology } from '#core/model/topology';
import { distinctSpaces } from '#core/routing/destinations';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { escaped } from './markdown.ts';
import type { Snapshot } from './snapshot.ts';

/** All ways of a larger organization take longer than a hover may; `Analyze Failures` asks them in slices. */
const mostWays = 40_000;
/** Under a routing model that asks about each way by itself, for every element anew. */
const mostWaysAsked = 1_000;
const mostLines = 4;

const surveys = new WeakMap<Routing, Survey>();

/** Facts for a hover, in Markdown; none where the organization is too large to ask at once. */
export function dependenceOn({ topology, routing }: Snapshot, element: Element): readonly string[] {
  const ways = waysOf(topology);
  if (ways > mostWays || (ways > mostWaysAsked && routing().rules.faster?.survey === undefined)) return [];
  const survey = surveys.get(routing()) ?? routing().survey([]);
  surveys.set(routing(), survey);
  const { stranded, detours } = survey.without([element]);
  if (stranded.length === 0) return [detours === 0 ? nothing : `If it fails, ${wayCount(detours)} another way.`];
  const lines = waysInWords(survey, stranded).map(escaped);
  const more = lines.length > mostLines ? [`and ${String(lines.length - mostLines)} more`] : [];
  const others = detours === 0 ? '' : ` Besides, ${wayCount(detours)} another way.`;
  return [`**If it fails**, no mail arrives ${[...lines.slice(0, mostLines), ...more].join('; ')}.${others}`];
}

const nothing = 'If it fails, mail goes as before.';

/** How many ways a survey would ask about, found out without one: that takes as long as the topology is large. */
function waysOf(topology: Topology): number {
  const groups = topology.routingGroups.length;
  return groups * groups > mostWays ? Infinity : groups * (groups + distinctSpaces(topology).length);
}

function wayCount(count: number): string {
  return count === 1 ? 'mail between one pair of places goes' : `mail between ${String(count)} pairs of places goes`;
}
