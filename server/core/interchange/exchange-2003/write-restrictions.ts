// What every connector may have: who may use it, how large messages may be, when it delivers.

import { writtenSize } from '../../routing/message/written-values.ts';
import type { Fields } from '../fields.ts';
import type { Written } from '../statements.ts';
import type { Recipients } from './recipients.ts';
import { positiveIn } from './values.ts';

/** In the order of the language: senders, size, schedule. */
export function writeRestrictions(fields: Fields, recipients: Recipients): Written[] {
  const statements = [
    ...writeSenders(fields, recipients, 'accept from', 'authOrig', 'dLMemSubmitPerms'),
    ...writeSenders(fields, recipients, 'reject from', 'unauthOrig', 'dLMemRejectPerms'),
    ...writeLimit(fields),
    ...writeSchedule(fields),
  ];
  for (const property of notKnown) fields.comment(property);
  return statements;
}

function writeSenders(
  fields: Fields,
  recipients: Recipients,
  keyword: string,
  single: string,
  lists: string,
): Written[] {
  const senders = [
    ...read(fields, single, (dn) => recipients.address(dn)),
    ...read(fields, lists, (dn) => prefixed(recipients.list(dn))),
  ];
  if (senders.length === 0 && (fields.has(single) || fields.has(lists)) && keyword === 'accept from') {
    fields.differs('None of the senders that it accepts is in the export with an address; here it accepts everybody.');
  }
  const inOrder = [...new Set(senders)].toSorted();
  return inOrder.length === 0 ? [] : [{ words: `${keyword} ${inOrder.join(', ')}` }];
}

function prefixed(list: string | undefined): string | undefined {
  return list === undefined ? undefined : `senders ${list}`;
}

function read(fields: Fields, property: string, sender: (dn: string) => string | undefined): string[] {
  fields.settle(property, 'imported');
  return fields
    .values(property)
    .toSorted()
    .flatMap((dn) => {
      const written = sender(dn);
      if (written === undefined) {
        fields.settleValue(property, dn, 'dropped', 'Its address is not in the export (mail, proxyAddresses).');
      }
      return written ?? [];
    });
}

/** In KB; 0 is no limit. */
export function writeLimit(fields: Fields): Written[] {
  const kilobytes = positiveIn(fields, 'delivContLength');
  fields.settle('delivContLength', kilobytes === undefined ? 'default' : 'imported');
  return kilobytes === undefined ? [] : [{ words: `limit size ${writtenSize(kilobytes * 1024)}` }];
}

/** Style 0 is never, 1 by the bitmap, 2 always; so it is in agreements of the Active Directory Connector, and taken here. */
function writeSchedule(fields: Fields): Written[] {
  const style = fields.text('activationStyle');
  if (style === '2') {
    fields.settle('activationStyle', 'default');
    fields.settle('activationSchedule', 'default');
    return [];
  }
  if (style === '0') {
    fields.say('activationStyle: 0');
    fields.settle(
      'activationStyle',
      'differs',
      'It is taken for a connector that never delivers; look whether it does.',
    );
    fields.settle('activationSchedule', 'default');
    return [{ words: 'schedule never' }];
  }
  fields.comment('activationStyle');
  fields.comment('activationSchedule');
  return [];
}

/** Content restrictions: their names are known, what their numbers mean is not. */
const notKnown = [
  ...['msExchRoutingAcceptMessageType', 'msExchRoutingDisallowPriority', 'msExchRoutingOversizedSchedule'],
  ...['msExchRoutingOversizedStyle', 'msExchRoutingDisplaySenderEnabled', 'msExchRoutingEnabled', 'heuristics'],
];
