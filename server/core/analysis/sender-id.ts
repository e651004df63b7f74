import { connectorId, virtualServerId, type ElementId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import type { Member } from './facts.ts';
import type { Sender } from './smart-hosts.ts';

/** The element that a connector or a virtual server is in the drawing. */
export function senderId(sender: Sender, members: ReadonlyMap<Key, Member>): ElementId {
  return sender.kind === 'virtual server'
    ? virtualServerId(members.get(sender.server)?.name ?? '', sender.name)
    : connectorId(sender.name);
}
