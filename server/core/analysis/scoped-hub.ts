import type { ScopedHub } from '#core/weaknesses/scoped-hubs';
import { connectorId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { found } from './fact.ts';
import { connectorNames, groupWord } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * A connector for its own routing group or site only takes mail of another one all the same: that mail passes here on its way to
 * another connector, and each server decides anew (routing.md §3, M31; §5) [KB-811706, KB-279404]. Scopes keep their promise in
 * groups that no other mail passes.
 */
export const scopedHub = rule({
  code: 'scoped-hub',
  severity: 'info',
  over: found(({ scopedHubs }) => scopedHubs),
  reads: { connectorNames, groupWord },
  *check({ connector, from, pattern }: ScopedHub, { connectorNames, groupWord }) {
    const name = connectorNames.get(connector);
    if (name === undefined) return;
    yield {
      place: { statement: 'scope', of: { kind: 'connector', key: connector } },
      message:
        `${quoted(name)} is for its own ${groupWord} only, but takes mail from ${plain(from)} for ${pattern} all the same: it ` +
        'passes here on its way to another connector, and each server decides anew. Such a scope keeps its promise only ' +
        `in ${groupWord === 'site' ? 'sites' : 'groups'} that no other mail passes.`,
      element: connectorId(name),
    };
  },
});
