import { hostsOf } from '#core/model/lookup';
import type { Connector } from '#core/model/topology';

/** The hosts that a connector hands mail to, as written but in lower case. */
export function hostNames(connector: Connector): readonly string[] {
  return hostsOf(connector).map(({ text }) => text.toLowerCase());
}
