// What an element is known by besides its name and addresses, for finding it: the names that it presents itself by, and
// the domains of whom it has.

import type { AddressPattern, MailSystem, Server, VirtualServer } from '#core/model/topology';

/** Other names of what is drawn; left out where there are none. */
export interface Aliases {
  readonly aliases?: readonly string[];
}

/** Of a server, with those of the virtual servers that are not drawn themselves. */
export function serverAliases(server: Server, undrawn: readonly VirtualServer[]): Aliases {
  const { mailboxes, expands, receiveConnectors } = server;
  const presented = [...undrawn, ...receiveConnectors].flatMap(({ fqdn }) => fqdn ?? []);
  return aliases([...presented, ...domainsOf(mailboxes), ...expands.map(({ value }) => value.address)]);
}

export function virtualServerAliases({ fqdn }: VirtualServer): Aliases {
  return aliases(fqdn === undefined ? [] : [fqdn]);
}

/** Of a mail system outside: the domains that it has recipients in. */
export function systemAliases({ accepts }: MailSystem): Aliases {
  return aliases(accepts.map(({ value }) => value));
}

/** The domains of mailboxes, each once however many there are in it. */
function domainsOf(mailboxes: readonly AddressPattern[]): readonly string[] {
  return mailboxes.flatMap(({ domain }) => domain ?? []);
}

function aliases(names: readonly string[]): Aliases {
  const distinct = [...new Set(names)];
  return distinct.length === 0 ? {} : { aliases: distinct };
}
