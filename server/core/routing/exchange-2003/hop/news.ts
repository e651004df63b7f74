// What servers tell each other (§5): which members of routing groups run, and what is up of the connectors. A subject is a
// link between two groups; behind all links, a connector with its address spaces; behind these, a virtual server.

import type { LinkStateNews } from '../../model.ts';
import { fault, withMarks } from '../state/link-state.ts';
import { isServerUp, isStationUp, nothingOff } from '../state/outage.ts';
import type { Memory, State } from '../state/states.ts';
import { virtualServerKey } from '#core/model/keys';
import type { Station } from '#core/model/topology';
import type { Decision } from './decide.ts';

/** Marks of virtual servers: beside those of connectors. */
const memberFault = { server: 5, virtualServer: 6 } as const;

/** The news that there can be in a topology. */
export function newsIn({ compiled, stateOf }: Memory, decisionAt: (number: number) => Decision): LinkStateNews {
  const { network, linkState: allOn } = compiled;
  const { links, carriers, stations, groupIndex } = network;
  const firstStation = links.length + carriers.length;
  const subjects = firstStation + stations.length;
  const carrierOf = (subject: number) => links[subject]?.carrier ?? carriers[subject - links.length];
  const groupOfStation = (station: Station | undefined) =>
    station === undefined ? -1 : (groupIndex.get(station.server.group) ?? -1);

  return {
    subjects,
    groupOf: (station) => groupOfStation(stations[station]),
    homeOf: (subject) => carrierOf(subject)?.home ?? groupOfStation(stations[subject - firstStation]),
    connectorOf: (subject) => carrierOf(subject)?.connector.name,
    faultsIn({ linkState: { linkFaults, carrierFaults, outage } }: State) {
      const faults = new Uint8Array(subjects);
      faults.set(linkFaults);
      faults.set(carrierFaults, links.length);
      stations.forEach((station, index) => {
        if (!isServerUp(outage, station.server.key)) faults[firstStation + index] = memberFault.server;
        else if (!isStationUp(outage, station)) faults[firstStation + index] = memberFault.virtualServer;
      });
      return faults;
    },
    // The master notices a member that is gone [T-RGM]; that a connector is switched off stands in the directory [T-LSPROP].
    isSeen: (why) => why !== fault.farSide && why !== fault.line,
    subjectOf(number) {
      const decision = decisionAt(number);
      if (decision.kind === 'cross') return decision.link.index;
      return decision.kind === 'leave' ? links.length + decision.carrier.index : undefined;
    },
    known(marks) {
      const outage = nothingOff();
      stations.forEach((station, index) => {
        const { server, virtualServer } = station;
        const mark = marks[firstStation + index];
        if (mark === memberFault.server) outage.servers.add(server.key);
        if (mark === memberFault.virtualServer) {
          outage.virtualServers.set(virtualServerKey(server.key, virtualServer.key), station);
        }
      });
      return stateOf(withMarks(network, { ...allOn, outage }, marks));
    },
  };
}
