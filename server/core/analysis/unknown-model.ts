import { routingModelNamed, routingModels } from '#core/routing/models';
import { organization } from './facts.ts';
import { wholeRule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * The organization names a routing model that Bridgehead does not know. Until it is corrected, routes follow the default,
 * `exchange-2003`.
 */
export const unknownModel = wholeRule({
  code: 'unknown-model',
  severity: 'error',
  reads: { organization },
  *check({ organization: { model } }) {
    const { value, place } = model;
    const known = routingModels.map(({ name }) => name);
    if (place === undefined || routingModelNamed(value) !== undefined) return;
    yield {
      place,
      message: `There is no routing model ${quoted(value)}, so routes follow ${known[0] ?? ''}. Bridgehead knows ${listed(known)}.`,
      fixes: known.map((name, i) => ({
        title: `Change to ${quoted(name)}`,
        edits: [{ place, text: name }],
        preferred: i === 0,
      })),
    };
  },
});
