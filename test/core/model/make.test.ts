import { describe, expect, test } from 'vitest';
import { keyOf, referenceTo } from '#core/model/keys';
import {
  makeAdministrativeGroup,
  makeBinding,
  makeConnectedGroup,
  makeOrganization,
  makeRoutingGroup,
  makeRoutingGroupConnector,
  makeScenario,
  makeMailSystem,
  makeSenderGroup,
  makeServer,
  makeSmtpConnector,
  makeTest,
  makeTopology,
  makeVirtualServer,
  makeX400Connector,
} from '#core/model/make';
import type { Topology } from '#core/model/topology';
import { topologyFromText } from '../routing/topology-in-text.ts';

const text = `organization Contoso { }
administrative group Head { routing group A { } }
routing group B {
  server B1 { }
  server B2 { virtual server Out on 10.0.0.1 }
  routing group connector Up to A { }
  smtp connector Mail { connect A }
  x400 connector Old { }
}
senders Staff { member senders Staff }
host unix.example { }
test T { }
scenario S { }
`;

/** The same topology, made without text. */
function madeInCode(): Topology {
  const [a, b] = [keyOf('A'), keyOf('B')];
  const virtualServers = [makeVirtualServer('Out', keyOf('B2'), { bindings: [makeBinding('10.0.0.1')] })];
  const connects = [makeConnectedGroup(referenceTo('A'))];
  return makeTopology({
    organization: makeOrganization({ name: 'Contoso' }),
    administrativeGroups: [makeAdministrativeGroup('Head', { routingGroups: [a] })],
    routingGroups: [makeRoutingGroup('A', { administrativeGroup: keyOf('Head') }), makeRoutingGroup('B')],
    servers: [makeServer('B1', b), makeServer('B2', b, { virtualServers })],
    connectors: [
      makeRoutingGroupConnector('Up', b, { connects }),
      makeSmtpConnector('Mail', b, { connects }),
      makeX400Connector('Old', b),
    ],
    senderGroups: [makeSenderGroup('Staff', { groups: [referenceTo('Staff')] })],
    mailSystems: [makeMailSystem('unix.example')],
    tests: [makeTest('T')],
    scenarios: [makeScenario('S')],
  });
}

describe('a topology that is made in code', () => {
  test('is the one that the same text describes, but for where it is written', () => {
    expect(madeInCode()).toEqual(withoutPlaces(topologyFromText(text)));
  });

  test('what is given as undefined has its default', () => {
    expect(makeServer('A1', keyOf('A'), { virtualServers: undefined, ratePerSecond: undefined })).toEqual(
      makeServer('A1', keyOf('A')),
    );
  });
});

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key as unknown, withoutPlaces(each)]));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, each]): [string, unknown] => [
    name,
    /^(place|costPlace|wholePlace)$/.test(name) ? undefined : withoutPlaces(each),
  ]);
  return Object.fromEntries(fields);
}
