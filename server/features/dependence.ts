// What depends on an element: what becomes of mail when it alone fails, for hovers.

import { waysInWords } from '#core/failure/ways';
import type { Element } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { escaped } from './markdown.ts';

/** All ways of a larger organization take longer than a hover may; `Analyze Failures` asks them in slices. */
const mostWays = 40_000;
const mostLines = 4;

const surveys = new WeakMap<Routing, Survey>();

/** Facts for a hover, in Markdown; none where the organization is too large to ask at once. */
export function dependenceOn(routing: Routing, element: Element): readonly string[] {
  const survey = surveys.get(routing) ?? routing.survey([]);
  surveys.set(routing, survey);
  if (survey.sources.length * survey.destinations.length > mostWays) return [];
  const { stranded, detours } = survey.without([element]);
  if (stranded.length === 0) return [detours === 0 ? nothing : `If it fails, ${ways(detours)} another way.`];
  const lines = waysInWords(survey, stranded).map(escaped);
  const more = lines.length > mostLines ? [`and ${String(lines.length - mostLines)} more`] : [];
  const others = detours === 0 ? '' : ` Besides, ${ways(detours)} another way.`;
  return [`**If it fails**, no mail arrives ${[...lines.slice(0, mostLines), ...more].join('; ')}.${others}`];
}

const nothing = 'If it fails, mail goes as before.';

function ways(count: number): string {
  return count === 1 ? 'mail between one pair of places goes' : `mail between ${String(count)} pairs of places goes`;
}
