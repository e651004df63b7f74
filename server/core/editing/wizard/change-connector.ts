// Changes to an SMTP connector that is there: who may use it, and through which host it delivers.

import { writtenHost } from '#core/model/host';
import { makeTopology } from '#core/model/make';
import type { Connector, SmtpConnector, Topology } from '#core/model/topology';
import { listed, quoted } from '#core/syntax/wording';
import { plain } from '#core/syntax/words';
import { stating, type Stated } from '../stated.ts';
import { knownHosts, readHosts } from './smart-hosts.ts';
import { askOne, bad, good, type Asking, type Choice } from './step.ts';
import { nearest, sectionOf, type StrandedMail, type Surroundings } from './surroundings.ts';
import { refusalOf, withoutEnd, type Written } from './written.ts';

/** Limit Connector to its Routing Group. */
export function* limitConnector(around: Surroundings): Asking<Written> {
  const { topology } = around;
  const connector = yield* askConnector(around, ({ scope }) =>
    scope === 'routing group' ? 'is limited to its routing group already' : undefined,
  );
  if (connector === undefined) return bad(noConnector('Only an SMTP connector has a scope'));
  const group = topology.routingGroupByKey.get(connector.group)?.name ?? '';
  const stranded = strandedGroups(around.strandedBy(limited(topology, connector), connector.addressSpaces));
  yield* askOne({
    prompt: `Limit ${quoted(connector.name)} to ${plain(group)}? ${whatComesOfIt(stranded)}`,
    choices: [
      {
        value: 'limit',
        kind: 'plain',
        label: `Limit to ${group}`,
        detail: 'Other routing groups then send no mail by it, except in passing.',
        meaning: undefined,
      },
      ...strandedChoices(stranded),
    ],
  });
  return changed(around, connector, { word: 'scope', text: 'scope routing group' });
}

/** Forward through Smart Host. */
export function* forwardThroughSmartHost(around: Surroundings): Asking<Written> {
  const { topology } = around;
  const connector = yield* askConnector(around, () => undefined);
  if (connector === undefined) return bad(noConnector('Only an SMTP connector forwards mail through a smart host'));
  const { delivery } = connector;
  const now = delivery.kind === 'dns' ? [] : delivery.hosts.map(writtenHost);
  const known = knownHosts(topology, connector).filter(({ value }) => !now.includes(value));
  const hosts = yield* askOne({
    prompt: 'Through which host? Type relay.example.net or 192.0.2.25; several with commas',
    choices: [...(now.length === 0 ? [] : [asNow(now)]), ...known],
    typed: (text) => readHosts(topology, connector, text),
  });
  return changed(around, connector, { word: 'deliver', text: `deliver through smart host ${hosts.join(', ')}` });
}

function noConnector(what: string): string {
  return `${what}, and this topology has none. Make a new SMTP connector first.`;
}

/** Undefined where there is none to choose. */
function* askConnector(
  around: Surroundings,
  cannot: (connector: SmtpConnector) => string | undefined,
): Asking<SmtpConnector | undefined> {
  const { topology } = around;
  const connectors = topology.connectors.filter((each) => each.kind === 'smtp connector');
  if (connectors.length === 0) return undefined;
  return yield* askOne({
    prompt: 'Which SMTP connector?',
    choices: connectors.map((each): Choice<SmtpConnector> => ({
      value: each.name,
      kind: 'connector',
      description: describe(each),
      section: sectionOf(topology, each.group),
      meaning: each,
      cannot: cannot(each),
    })),
    proposed: nearest(around, 'connector', connectors)?.name,
    refusal: ({ key }) => refusalOf(around, { kind: 'connector', key }),
  });
}

/** What it carries, and where to. */
function describe({ addressSpaces, delivery }: SmtpConnector): string {
  const spaces = addressSpaces.map(({ type, pattern }) => (type === 'SMTP' ? pattern : `${type}:${pattern}`));
  const through = delivery.kind === 'dns' ? 'DNS' : delivery.hosts.map(writtenHost).join(', ');
  return `${listed(spaces)} through ${through}`.trimStart();
}

function asNow(hosts: readonly string[]): Choice<readonly string[]> {
  const text = hosts.join(', ');
  return { value: text, kind: 'host', description: 'as now', meaning: hosts, cannot: undefined };
}

function limited(topology: Topology, { key }: SmtpConnector): Topology {
  const connectors = topology.connectors.map((each): Connector =>
    each.key === key && each.kind === 'smtp connector' ? { ...each, scope: 'routing group' } : each,
  );
  return makeTopology({ ...topology, connectors });
}

/** The groups that would be left without a way, each with what for. */
type Stranded = ReadonlyMap<string, readonly string[]>;

function strandedGroups(mail: readonly StrandedMail[]): Stranded {
  const groups = new Map<string, string[]>();
  for (const { from, to } of mail) {
    const spaces = groups.get(from) ?? [];
    groups.set(from, [...spaces, to.type === 'SMTP' ? to.pattern : `${to.type}:${to.pattern}`]);
  }
  return groups;
}

function whatComesOfIt(stranded: Stranded): string {
  const names = [...stranded.keys()].map(plain);
  if (names.length === 0) return 'No routing group is left without a way.';
  return `Leaves ${listed(names)} without a way.`;
}

/** Nobody reads more. */
const mostShown = 50;

function strandedChoices(stranded: Stranded): readonly Choice<undefined>[] {
  const section = 'left without a way';
  const shown = [...stranded].slice(0, mostShown).map(([group, spaces]): Choice<undefined> => ({
    value: group,
    kind: 'routing group',
    section,
    meaning: undefined,
    cannot: `mail to ${listed(spaces)}`,
  }));
  const more = stranded.size - shown.length;
  const rest = {
    value: `${String(more)} more`,
    kind: 'routing group',
    section,
    meaning: undefined,
    cannot: 'left without a way, too',
  } as const;
  return more > 0 ? [...shown, rest] : shown;
}

function changed({ project, step }: Surroundings, { key }: SmtpConnector, stated: Stated): Written {
  const edits = stating(project, { kind: 'connector', key }, stated, step);
  return edits === undefined ? bad(`Nothing can be written: ${withoutEnd}.`) : good(edits);
}
