import type { Server } from '#core/model/topology';
import { indexMailboxes, mailboxServerOf } from '#core/routing/addresses/mailbox';
import { placeOfServer } from '#core/syntax/habits/habits';
import { parseAddress } from '#core/syntax/values';
import { writtenName } from '#core/syntax/words';
import { servers } from './facts.ts';
import { faults, findingOf, type FaultHere } from './faults.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';

/**
 * Text that is not a sentence of the language, or not where it may stand. Only the statement that it is in is left out;
 * a missing `}` concerns its own declaration only. The message says what was expected there; docs/language.md lists
 * every statement.
 */
export const syntax = rule({
  code: 'syntax',
  severity: 'error',
  over: faults,
  reads: { servers },
  *check(fault, { servers }) {
    if (fault.code === 'syntax') yield withServer(fault, servers);
  },
});

/** The mend of `send from anna@contoso.com` names the server of that mailbox; where none has it, there is no mend. */
function withServer(here: FaultHere, servers: readonly Server[]): Finding {
  const { mend } = here.fault;
  const address = mend?.serverOf === undefined ? undefined : parseAddress(mend.serverOf);
  if (mend === undefined || address === undefined) return findingOf(here);
  const server = address.ok ? mailboxServerOf(indexMailboxes({ servers }), address.value) : undefined;
  if (server === undefined) return { ...findingOf(here), fixes: [] };
  const edits = mend.edits.map(({ span, text }) => ({
    span,
    text: text === placeOfServer ? writtenName(server.name) : text,
  }));
  return findingOf({ ...here, fault: { ...here.fault, mend: { ...mend, edits } } });
}
