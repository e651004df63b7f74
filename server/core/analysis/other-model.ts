import { keyOf } from '#core/model/keys';
import {
  computerWords,
  counterpartOf,
  type ModelWord,
  type ModelWords,
  surveyModelWords,
  virtualServerWords,
} from '#core/model/model-words';
import type { Key } from '#core/model/topology';
import { type ModelName, modelNames } from '#core/syntax/statements/row';
import { derived, type Fact, surveyed } from './fact.ts';
import { organization } from './facts.ts';
import type { Finding, SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { listed } from './wording.ts';

const survey = surveyed(surveyModelWords);
const words: Fact<readonly ModelWords[]> = (now, before) => survey(now, before).all;

/** The model in force; undefined where an unknown one is named, which is told where it stands. */
const model = derived({ organization }, ({ organization }): ModelName | undefined =>
  modelNames.find((name) => name === organization.model.value.toLowerCase()),
);

/** The organization that could name a model and does not. */
const silent = derived({ organization }, ({ organization }): Key | undefined =>
  organization.place === undefined || organization.model.place !== undefined ? undefined : keyOf(organization.name),
);

/**
 * A word of another routing model than the one that the organization names: `routing group` belongs to `model
 * exchange-2003`, `site` to `model exchange-2013`. It has no effect on routes. Where this model has a word for the same
 * thing, the message names it.
 */
export const otherModel = rule({
  code: 'other-model',
  severity: 'error',
  over: words,
  reads: { model, silent },
  concerns: (words, { model }) => model !== undefined && words.some((word) => word.model !== model),
  *check(words, { model, silent }) {
    if (model === undefined) return;
    for (const word of words) if (word.model !== model) yield findingOf(word, model, silent);
  },
});

function findingOf(word: ModelWord, model: ModelName, silent: Key | undefined): Finding {
  const counterpart = counterpartOf(word);
  const fixes: SuggestedFix[] = [...fixesFor(word, counterpart)];
  if (silent !== undefined) {
    const edits = [{ endOf: { kind: 'organization', key: silent }, lines: [`model ${word.model}`] } as const];
    fixes.push({ title: `Use model ${word.model}`, edits, preferred: fixes.length === 0 });
  }
  return { place: word.place, message: `${whatIsWrong(word, model)} ${adviceFor(word, counterpart)}`, fixes };
}

function whatIsWrong({ words, model: own }: ModelWord, model: ModelName): string {
  if (words === virtualServerWords) return `There are no virtual servers in model ${model}.`;
  if (words.startsWith('*'))
    return `'${words}' with a wildcard is an accepted domain in model ${own} only; this is ${model}.`;
  const said = words === computerWords ? `A computer that sends, '${words}',` : `'${words}'`;
  return `${said} belongs to model ${own}, and this organization uses ${model}.`;
}

function adviceFor({ words, model }: ModelWord, counterpart: ReturnType<typeof counterpartOf>): string {
  if (words === virtualServerWords) return 'Name the server alone.';
  if (words.startsWith('*')) return 'Name each domain.';
  if (words === computerWords) return 'Name the server that it sends to, or internet.';
  if (counterpart === undefined) return `There is no such thing here: take it out, or use model ${model}.`;
  return `The word here is ${listed(
    counterpart.words.map((each) => `'${each}'`),
    'or',
  )}.`;
}

function fixesFor({ words, place }: ModelWord, counterpart: ReturnType<typeof counterpartOf>): readonly SuggestedFix[] {
  if (words === virtualServerWords) {
    const [server = ''] =
      /^("(?:[^"\\]|\\.)*"|[^/]*)/.exec(place.piece.text.slice(place.span.start, place.span.end)) ?? [];
    return [{ title: `Write ${server}`, edits: [{ place, text: server }] }];
  }
  if (counterpart === undefined) return [];
  const [first] = counterpart.words;
  if (words === 'limit size') {
    const { piece, span } = place;
    const rest = /^[^\r\n;}#]*/.exec(piece.text.slice(span.end))?.[0].trimEnd() ?? '';
    const text = counterpart.words.map((each) => `${each}${rest}`).join('; ');
    const whole = { ...place, span: { start: span.start, end: span.end + rest.length } };
    return [
      { title: `Write ${listed(counterpart.words.map((each) => `'${each}'`))}`, edits: [{ place: whole, text }] },
    ];
  }
  if (!counterpart.isSame || first === undefined) return [];
  return [{ title: `Write '${first}'`, edits: [{ place, text: first }] }];
}
