// Next hops as Postfix writes them (smtp(8), transport(5)): `d` by MX, then address; `[h]` by address alone; with a port, and
// several, which are tried in order.

/** One destination. */
export interface Destination {
  /** A name or an address, lower case, without brackets. */
  readonly host: string;
  /** Written in brackets: no MX is looked up. */
  readonly isBracketed: boolean;
  readonly isAddress: boolean;
  /** Undefined for 25. */
  readonly port: number | undefined;
}

/** The destinations of a next hop, in the order in which they are tried; undefined for one that is none. */
export function destinationsIn(nextHop: string): Destination[] | undefined {
  const destinations = nextHop
    .split(/[\s,]+/)
    .filter((text) => text !== '')
    .map(destinationIn);
  return destinations.length === 0 || destinations.includes(undefined)
    ? undefined
    : destinations.filter((each) => each !== undefined);
}

const services: Readonly<Record<string, number>> = { smtp: 25, submission: 587, smtps: 465, submissions: 465 };

/** What names and addresses are made of; anything else is no host, and could not be written as one either. */
const hostLetters = /^[\p{L}\p{N}_.:-]+$/u;

function destinationIn(text: string): Destination | undefined {
  const [, bracketed, bare, service] = /^(?:\[([^[\]]+)\]|([^[\]:]+))(?::(\w+))?$/.exec(text) ?? [];
  const host = bracketed ?? bare;
  if (host === undefined || !hostLetters.test(host)) return undefined;
  const port = service === undefined ? 25 : (services[service] ?? Number(service));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  const plain = host.toLowerCase().replace(/^ipv6:/, '');
  return {
    host: plain,
    isBracketed: bracketed !== undefined,
    isAddress: plain.includes(':') || /^\d+(?:\.\d+){3}$/.test(plain),
    port: port === 25 ? undefined : port,
  };
}

/** The port of a service in master.cf; undefined for a name that is not known. */
export function portOf(service: string): number | undefined {
  return services[service] ?? (/^\d{1,5}$/.test(service) ? Number(service) : undefined);
}
