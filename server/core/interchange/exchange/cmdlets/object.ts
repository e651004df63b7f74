// What cmdlets make and change, as it is wanted or as it is: objects with settings.

import type { Place } from '#core/model/topology';
import type { ExportNote } from '../../export.ts';
import type { Value } from './value.ts';

/** The kinds of objects, in the order in which they are made: what others need comes first. */
export const objectKinds = [
  'accepted domain',
  'transport config',
  'site',
  'site link',
  'transport service',
  'receive connector',
  'send connector',
  'foreign connector',
  'delivery agent connector',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Behind `Get-`, `New-`, `Set-` and `Remove-` (the reference of the ExchangePowerShell module). */
export const nouns: Readonly<Record<ObjectKind, string>> = {
  'accepted domain': 'AcceptedDomain',
  'transport config': 'TransportConfig',
  site: 'AdSite',
  'site link': 'AdSiteLink',
  'transport service': 'TransportService',
  'receive connector': 'ReceiveConnector',
  'send connector': 'SendConnector',
  'foreign connector': 'ForeignConnector',
  'delivery agent connector': 'DeliveryAgentConnector',
};

export interface ExchangeObject {
  readonly kind: ObjectKind;
  /** Its name; of an accepted domain the domain, of the transport configuration ''. */
  readonly name: string;
  /** Of a Receive connector: its server. */
  readonly server: string | undefined;
  readonly place: Place | undefined;
  /** What `New-` is given besides the settings; undefined where no cmdlet makes such an object, or not this one. */
  readonly creation: readonly Parameter[] | undefined;
  readonly settings: readonly Setting[];
}

/** What is set together and compared as one. */
export interface Setting {
  readonly parameters: readonly Parameter[];
  /** A new object has it so, so `New-` need not say it. */
  readonly isDefault: boolean;
  /** `New-` does not take it: it is set afterwards. */
  readonly isSetLater: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly value: Value;
}

/** A setting of one parameter. */
export function setting(name: string, value: Value, given: Partial<Omit<Setting, 'parameters'>> = {}): Setting {
  return { parameters: [{ name, value }], isDefault: false, isSetLater: false, ...given };
}

/** One object has one key. */
export function keyOfObject({ kind, name, server }: Pick<ExchangeObject, 'kind' | 'name' | 'server'>): string {
  return JSON.stringify([kind, server, name]).toLowerCase();
}

/** An object in a sentence. */
export function titleOf({ kind, name, server }: Pick<ExchangeObject, 'kind' | 'name' | 'server'>): string {
  if (kind === 'transport config') return kind;
  return server === undefined ? `${kind} ${name}` : `${kind} ${server}\\${name}`;
}

/** What no cmdlet of the script does, or not for certain: a line of the plan. */
export interface ByHand {
  /** `needed` must be there for the rest to make sense; `to do` is left to do. */
  readonly kind: 'needed' | 'to do';
  readonly about: string;
  readonly wanted: string;
  readonly place: Place | undefined;
  /** Exchange has it so unless somebody changed it. */
  readonly isDefault: boolean;
}

/** An organization in the words of its cmdlets. */
export interface State {
  readonly objects: readonly ExchangeObject[];
  readonly byHand: readonly ByHand[];
  readonly notes: readonly ExportNote[];
}
