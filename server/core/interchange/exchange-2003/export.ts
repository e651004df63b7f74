// A topology of Exchange 2000 and 2003 as a list to tick off in Exchange System Manager. Nothing is written into the
// directory: what its attributes mean is not documented well enough for that.

import { connectorId, hostId, serverId } from '#core/model/element';
import type { Topology } from '#core/model/topology';
import { modelOf } from '#core/routing/models';
import type { Exporter, ExportNote } from '../export.ts';
import { code, inText } from '../markdown.ts';
import { connectorSheets } from './connectors.ts';
import { organizationSheets } from './organization.ts';
import { serverSheets } from './servers.ts';
import { type OpenItem, type OpenSheet, openSheets, type Sheet, surplusOf } from './sheet.ts';

export const exportToExchange2003: Exporter = (topology, { source, against }) => {
  const of2013 = [topology, ...(against === undefined ? [] : [against])].find(
    (each) => modelOf(each).name === 'exchange-2013',
  );
  if (of2013 !== undefined) {
    const error =
      'Exchange 2003 has no sites, Send connectors or DAGs: a topology of model exchange-2013 goes to exchange.';
    return { ok: false, error };
  }
  const wanted = sheetsOf(topology);
  const present = against && sheetsOf(against);
  const notes = notesOf(topology);
  const open = openSheets(wanted, present);
  const text = checklist({
    source,
    open,
    surplus: surplusOf(wanted, present),
    notes,
    isCompared: against !== undefined,
  });
  return { ok: true, value: { files: [{ path: 'checklist.md', text }], notes } };
};

/** In the order of the tree of Exchange System Manager; what others need comes first. */
function sheetsOf(topology: Topology): readonly Sheet[] {
  return [...organizationSheets(topology), ...serverSheets(topology), ...connectorSheets(topology)];
}

interface Checklist {
  readonly source: string;
  readonly open: readonly OpenSheet[];
  readonly surplus: readonly Sheet[];
  readonly notes: readonly ExportNote[];
  readonly isCompared: boolean;
}

function checklist({ source, open, surplus, notes, isCompared }: Checklist): string {
  const lines = [
    `# Checklist: ${inText(source)} in Exchange System Manager`,
    '',
    isCompared
      ? 'What differs from the present state, in brackets what is there now. What a dialog says that is not listed here stays.'
      : 'What a dialog says that is not listed here stays as it is.',
    '',
    ...(open.length === 0 ? ['Nothing is left to do.', ''] : open.flatMap((sheet, at) => sheetLines(sheet, at + 1))),
    ...section(
      'What is there and not in the topology',
      surplus.map(({ title }) => `- ${code(title)}`),
    ),
    ...section(
      'What Exchange cannot say',
      notes.map(
        ({ element, class: kind, text }) =>
          `- ${element === '' ? 'The organization' : code(element)} (${kind}): ${inText(text)}`,
      ),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function sheetLines({ title, where, items, isNew }: OpenSheet, number: number): readonly string[] {
  return [
    `## ${String(number)}. ${inText(title)}`,
    '',
    `${inText(isNew ? where : where.replace(/ → New → [^→]*$/, ` → ${title}`))}`,
    '',
    ...items.map(itemLine),
    '',
  ];
}

function itemLine({ field, value, now }: OpenItem): string {
  return `- [ ] ${inText(field)}: ${code(value)}${now === undefined ? '' : ` (${code(now)})`}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

function notesOf({ organization, servers, connectors, mailSystems }: Topology): readonly ExportNote[] {
  const { place } = organization;
  const differs = (isSaid: boolean, text: string): readonly ExportNote[] =>
    isSaid ? [{ class: 'differs', element: '', place, text }] : [];
  const simulated = 'It is for the simulator alone.';
  return [
    ...differs(
      organization.whenNoConnectorMatches === 'dns',
      'No dialog says that mail is tried by DNS when no connector matches: an SMTP connector for * that delivers by DNS would.',
    ),
    ...differs(
      organization.whenConnectorsTie === 'spread',
      'No dialog says which of several equal connectors is taken.',
    ),
    ...differs(
      !organization.wildcardIncludesItsDomain,
      'No dialog says whether an address space *.domain holds the domain itself.',
    ),
    ...differs(organization.linkStateDelaySeconds > 0, 'How long news of link states take cannot be set.'),
    ...servers
      .filter(({ ratePerSecond }) => ratePerSecond !== Infinity)
      .map((server) => ({
        class: 'dropped' as const,
        element: serverId(server.name),
        place: server.place,
        text: `The rate. ${simulated}`,
      })),
    ...connectors
      .filter(({ kind, holdForPickup }) => kind === 'routing group connector' && holdForPickup)
      .map(({ name, place: at }) =>
        droppedOf(name, at, 'A routing group connector holds no mail for ETRN or TURN: it has no field for that.'),
      ),
    ...connectors.flatMap((connector) => [
      ...(connector.bandwidthBitsPerSecond === Infinity
        ? []
        : [droppedOf(connector.name, connector.place, `The bandwidth. ${simulated}`)]),
      ...(connector.latencySeconds === 0
        ? []
        : [droppedOf(connector.name, connector.place, `The latency. ${simulated}`)]),
    ]),
    ...mailSystems.flatMap(({ name, place: at, accepts, forwardsUnresolvedTo }) => [
      {
        class: 'dropped' as const,
        element: hostId(name),
        place: at,
        text: `It is configured there; it accepts ${accepts.map(({ value }) => value).join(', ')}.`,
      },
      ...(forwardsUnresolvedTo === undefined
        ? []
        : [
            {
              class: 'dropped' as const,
              element: hostId(name),
              place: at,
              text: `It is configured there; recipients that it does not know go to ${forwardsUnresolvedTo.text}.`,
            },
          ]),
    ]),
  ];
}

function droppedOf(connector: string, place: ExportNote['place'], text: string): ExportNote {
  return { class: 'dropped', element: connectorId(connector), place, text };
}
