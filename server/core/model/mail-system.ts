// Other mail systems, and where they hand mail on.

import type { HostDeclaration } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { hostKey } from './host.ts';
import { makeMailSystem } from './make.ts';
import { perDeclaration } from './memo.ts';
import type { OwnHosts } from './own-hosts.ts';
import { all, first, placeIn } from './statements.ts';
import type { FileId, MailSystem } from './topology.ts';
import { at, host } from './values.ts';

/** The mail system that a named declaration describes. */
export const mailSystemOf = perDeclaration(
  (declaration: HostDeclaration, file: FileId, _owner: undefined): MailSystem | undefined => {
    const { name, statements, documentation } = declaration;
    if (name === undefined) return undefined;
    const forwards = first(statements, 'forwards unresolved to');
    return makeMailSystem(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration),
      accepts: all(statements, 'accepts').flatMap((statement) =>
        statement.domains.map(({ value, span }) => ({
          value: value.toLowerCase(),
          place: placeIn(file, statement, span),
        })),
      ),
      forwardsUnresolvedTo: forwards && host(forwards.host, at(file, forwards.piece)),
    });
  },
);

/** What of a mail system says where unknown recipients go. */
export interface Forwarder {
  readonly name: string;
  readonly accepts: ReadonlySet<string>;
  readonly to: string | undefined;
}

/** Mail systems by key, for following what they hand on. */
export type Forwarders = ReadonlyMap<string, Forwarder>;

export function forwarderOf({ name, accepts, forwardsUnresolvedTo }: MailSystem): Forwarder {
  return {
    name,
    accepts: new Set(accepts.map(({ value }) => value)),
    to: forwardsUnresolvedTo && hostKey(forwardsUnresolvedTo),
  };
}

/** The way of a recipient that none of these mail systems knows. */
export interface Forwarding<Owner> {
  /** The keys of the systems that it passes, each once. */
  readonly passed: readonly string[];
  /** Who of us has it in the end. */
  readonly back: Owner | undefined;
  /** The place among `passed` of the system that it comes to a second time; -1 when it does not. */
  readonly again: number;
}

/** Where a recipient of a domain goes that a host does not know, from system to system as long as they accept the domain. */
export function forwardingFrom<Owner>(
  systems: Forwarders,
  ownHosts: OwnHosts<Owner>,
  first: string,
  domain: string,
): Forwarding<Owner> {
  const passed: string[] = [];
  for (let key = first; ;) {
    const system = systems.get(key);
    const isRelay = system?.accepts.has(domain) !== true || ownHosts.has(key);
    if (isRelay || system.to === undefined) {
      const back = passed.length > 0 ? ownHosts.get(key) : undefined;
      return { passed: isRelay ? passed : [...passed, key], back, again: -1 };
    }
    const again = passed.indexOf(key);
    if (again >= 0) return { passed, back: undefined, again };
    passed.push(key);
    key = system.to;
  }
}
