// What cmdlets take: names and amounts (the reference of the ExchangePowerShell module).

import type { ObjectKind, Setting } from './object.ts';
import type { Value } from './value.ts';

/** The longest name of a connector (New-ReceiveConnector, Name). */
const longestName = 64;

/** Why no cmdlet is written for an object of that name; undefined when one can be. */
export function nameProblem(name: string): string | undefined {
  if (name.length > longestName) return `its name has more than ${String(longestName)} characters`;
  if (/[\\*?]/.test(name)) return 'its name holds \\, * or ?, which -Identity reads otherwise';
  if (name.trim() !== name || name === '') return 'its name is empty, or begins or ends with a blank';
  return undefined;
}

const kilobyte = 1024;
const day = 24 * 60 * 60;

type Range = readonly [least: number, most: number];

/** By parameter, in bytes, seconds or as a count; of sizes the most besides `Unlimited`. */
const ranges: Readonly<Record<string, Range>> = {
  MaxSendSize: [0, 2_097_151 * kilobyte],
  MaxReceiveSize: [0, 2_097_151 * kilobyte],
  MessageExpirationTimeout: [5, 90 * day],
  DelayNotificationTimeout: [1, 30 * day],
  TransientFailureRetryCount: [0, 15],
  TransientFailureRetryInterval: [1, day / 2],
  OutboundConnectionFailureRetryInterval: [1, 20 * day],
  MaxHopCount: [1, 500],
};

/** By kind of object, where it has a range of its own. A Receive connector has no `Unlimited`. */
const sizes: Partial<Record<ObjectKind, Range>> = {
  'receive connector': [64 * kilobyte, 2_147_483_647],
  'site link': [64 * kilobyte, Number.MAX_SAFE_INTEGER],
  'send connector': [0, 2_147_483_647],
};

/** Why a setting cannot be given to its cmdlet; undefined when it can. */
export function settingProblem(kind: ObjectKind, { parameters }: Setting): string | undefined {
  return parameters.map(({ name, value }) => problemOf(kind, name, value)).find((problem) => problem !== undefined);
}

function problemOf(kind: ObjectKind, name: string, value: Value): string | undefined {
  const amount = amountOf(value);
  const range = name === 'MaxMessageSize' ? sizes[kind] : ranges[name];
  if (amount === undefined) return undefined;
  if (value.kind === 'span' && !Number.isInteger(amount)) return `${name} is in whole seconds`;
  if (range === undefined || (amount === Infinity && kind !== 'receive connector')) return undefined;
  return amount < range[0] || amount > range[1] ? `${name} does not go so far` : undefined;
}

function amountOf(value: Value): number | undefined {
  switch (value.kind) {
    case 'size':
      return value.bytes;
    case 'span':
      return value.seconds;
    case 'number':
      return value.count;
    default:
      return undefined;
  }
}
