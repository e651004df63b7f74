import { matchesEverything } from '#core/model/address-space';
import { isSending } from '#core/model/send-connectors';
import type { Connector, Key, Organization } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import type { Finding } from './finding.ts';
import { connectors, groupWord, organization } from './facts.ts';
import { wholeRule } from './rule.ts';

/** What becomes of outside mail that no connector names: the connectors with SMTP address spaces, seen together. */
const outsideMail = derived({ said: gist(connectors, outward) }, ({ said }) => ({
  first: said.find(({ carries }) => carries !== 'nothing')?.key,
  covered: said.some(({ carries }) => carries === 'everything' || carries === 'unclear'),
}));

/**
 * Connectors carry mail to some outside domains and none has the address space `*`, so mail to every other domain is
 * returned as undeliverable (routing.md §1.7, M18). Not reported where the organization says
 * `when no connector matches dns`, nor where no connector has an SMTP address space at all: then servers find the way by
 * DNS themselves. Under Exchange 2013 and later they never do: other mail waits in the Unreachable queue, also where there is
 * no Send connector at all, until one has `*` or an Edge server is subscribed (§5) [MS-SEND, MS-2007UNR].
 */
export const noCatchAll = wholeRule({
  code: 'no-catch-all',
  severity: 'warning',
  reads: { outsideMail, organization, groupWord },
  *check({ outsideMail: { first, covered }, organization, groupWord }) {
    if (covered) return;
    if (groupWord === 'site') {
      yield* bySites(first, organization);
      return;
    }
    if (first === undefined) return;
    if (organization.faulty || organization.whenNoConnectorMatches === 'dns') return;
    yield {
      place: { declared: organization.place === undefined ? { kind: 'connector', key: first } : 'organization' },
      message:
        'No connector has the address space *, so mail to domains that none of them names is returned. ' +
        "Add * to one of them, or say 'when no connector matches dns'.",
      related: [
        { place: { declared: { kind: 'connector', key: first } }, message: 'This one carries certain domains only.' },
      ],
    };
  },
});

/** Without `*` it is not returned, but waits for a connector. */
function* bySites(first: Key | undefined, { place, faulty }: Organization): Iterable<Finding> {
  if (faulty || (place === undefined && first === undefined)) return;
  yield {
    place: {
      declared: first !== undefined && place === undefined ? { kind: 'connector', key: first } : 'organization',
    },
    message:
      first === undefined
        ? 'There is no Send connector for *, so mail to domains outside waits in the Unreachable queue. ' +
          'Add one with the address space *, or subscribe an Edge server.'
        : 'No Send connector that is enabled has the address space *, so mail to domains that none of them names waits in ' +
          'the Unreachable queue. Add * to one of them, or subscribe an Edge server.',
    related:
      first === undefined
        ? []
        : [
            {
              place: { declared: { kind: 'connector', key: first } },
              message: 'This one carries certain domains only.',
            },
          ],
  };
}

function outward(connector: Connector): {
  readonly key: Key;
  readonly carries: 'nothing' | 'something' | 'everything' | 'unclear';
} {
  const { key, kind, faulty } = connector;
  if (isSending(connector) && connector.disabled) return { key, carries: 'nothing' };
  // Of the other model a disabled one with `*` is told of by itself: stranded-mail.
  if (connector.disabled) return { key, carries: isForAll(connector) ? 'everything' : 'nothing' };
  if (kind === 'routing group connector') return { key, carries: faulty ? 'unclear' : 'nothing' };
  const spaces = connector.addressSpaces.filter(({ type }) => type === 'SMTP');
  if (isForAll(connector)) return { key, carries: 'everything' };
  // What cannot be read, and what has been left empty so far, may become the way for everything.
  if (faulty || (connector.addressSpaces.length === 0 && connector.connects.length === 0))
    return { key, carries: 'unclear' };
  return { key, carries: spaces.length > 0 ? 'something' : 'nothing' };
}

function isForAll(connector: Connector): boolean {
  if (connector.kind === 'routing group connector') return false;
  return connector.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space));
}
