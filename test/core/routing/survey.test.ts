// A survey says of all ways at once what `route` says of one message at a time.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failableElements } from '#core/failure/elements';
import type { Element, Send, Topology } from '#core/model/topology';
import { exchange2003 } from '#core/routing/exchange-2003/model';
import { compileRouting } from '#core/routing/models';
import { surveyByAsking } from '#core/routing/survey-by-asking';
import type { Route } from '#core/routing/route';
import type { Destination, Loss, Survey } from '#core/routing/survey';
import {
  brokenTopology,
  down as someDown,
  officeTopology,
  soundTopology,
  withServersThatCheckAlike,
} from './arbitrary.ts';
import { connectedTopology, withExpress, withFallback } from './journeys.ts';
import { connectorDown, send, serverDown } from './topology-in-code.ts';
import { expectAlways } from '../../property.ts';

const topologies = fc.oneof(soundTopology, brokenTopology).map(withServersThatCheckAlike);
const connected = connectedTopology.map(withServersThatCheckAlike);

test('a survey is what single messages do', () => {
  expectAlways(
    fc.property(topologies, someDown, (topology, down) => {
      expect(surveyed(topology, down)).toEqual(routed(topology, down));
    }),
    { runs: 300 },
  );
});

test('a survey is what single messages do where all of them arrive, and where one server is off', () => {
  expectAlways(
    fc.property(connected, fc.nat(4), (topology, lost) => {
      const whole = surveyed(topology, []);
      expect(whole.filter(([way, cost]) => /to g\d$/.test(way) && cost !== null)).toHaveLength(25);
      expect(whole).toEqual(routed(topology, []));
      const off = [serverDown(`MBX${lost}`)];
      expect(surveyed(topology, off)).toEqual(routed(topology, off));
    }),
    { runs: 100 },
  );
});

test('asking the rules message by message gives the same survey, and the same losses', () => {
  expectAlways(
    fc.property(fc.oneof(connected, topologies), someDown, someDown, (topology, down, more) => {
      const quick = compileRouting(topology).survey(down);
      const asked = surveyByAsking(exchange2003, topology, down);
      expect(waysOf(asked)).toEqual(waysOf(quick));
      expect(asked.hosts).toEqual(quick.hosts);
      expect(lossOf(asked.without(more))).toEqual(lossOf(quick.without(more)));
    }),
    { runs: 150 },
  );
});

function waysOf(survey: Survey) {
  return survey.sources.flatMap((_, source) =>
    survey.destinations.map((_, to) => [
      survey.cost(source, to),
      survey.connectors(source, to),
      survey.groups(source, to),
    ]),
  );
}

function lossOf({ stranded, dearer, rerouted, detours }: Loss) {
  return { stranded: sorted(stranded), dearer: sorted(dearer), rerouted: sorted(rerouted), detours };
}

test('a loss is the difference between two surveys', () => {
  expectAlways(
    fc.property(topologies, someDown, someDown, (topology, down, more) => {
      const routing = compileRouting(topology);
      const before = routing.survey(down);
      const after = routing.survey([...down, ...more]);
      before.without(down);
      expect(listed(before.without(more))).toEqual(differences(before, after));
    }),
    { runs: 500 },
  );
});

describe('a loss that is one is the difference between two surveys', () => {
  /** What is lost with `more`, which has been compared. */
  function lost(topology: Topology, more: (survey: Survey) => readonly Element[]) {
    const routing = compileRouting(topology);
    const before = routing.survey([]);
    const off = more(before);
    const loss = listed(before.without(off));
    expect(loss).toEqual(differences(before, routing.survey(off)));
    expect(loss).toEqual(listed(surveyByAsking(exchange2003, topology, []).without(off)));
    return loss;
  }

  /** The first connector of the way from a group to the next one. */
  const firstConnector = (survey: Survey, from: number): readonly Element[] => {
    const to = survey.destinations.findIndex((it) => it.kind === 'routing group' && it.name === `g${(from + 1) % 5}`);
    return survey.connectors(from, to).slice(0, 1).map(connectorDown);
  };

  test('when mailboxes are lost', () => {
    expectAlways(
      fc.property(connected, fc.nat(4), someDown, (topology, group, more) => {
        expect(lost(topology, () => [serverDown(`MBX${group}`), ...more]).stranded).not.toEqual([]);
      }),
    );
  });

  test('when what is left is dearer', () => {
    expectAlways(
      fc.property(connected, fc.nat(4), (topology, from) => {
        expect(lost(withExpress(topology, [1, 2]), (survey) => firstConnector(survey, from)).dearer).not.toEqual([]);
      }),
    );
  });

  test('when what is left is as short', () => {
    expectAlways(
      fc.property(connected, fc.nat(4), (topology, from) => {
        expect(lost(withExpress(topology, [1, 1]), (survey) => firstConnector(survey, from)).rerouted).not.toEqual([]);
      }),
    );
  });
});

describe('where what gets nowhere by DNS has a way within', () => {
  const noDns: readonly Element[] = [{ kind: 'dns' }];
  /** From group 0 to the domain. */
  const connectorsOf = (survey: Survey) => {
    const to = survey.destinations.findIndex((it) => it.kind === 'address space' && it.pattern === 'fallback.example');
    return survey.connectors(0, to);
  };

  test('a survey is what single messages do', () => {
    expectAlways(
      fc.property(connected.map(withFallback), someDown, (topology, down) => {
        expect(connectorsOf(compileRouting(topology).survey([]))).toEqual(['direct']);
        expect(connectorsOf(compileRouting(topology).survey(noDns))).toEqual(['direct', 'fallback']);
        for (const off of [[], noDns, [...noDns, ...down]]) {
          expect(surveyed(topology, off)).toEqual(routed(topology, off));
        }
      }),
    );
  });

  test('a loss is the difference between two surveys', () => {
    expectAlways(
      fc.property(connected.map(withFallback), someDown, (topology, down) => {
        for (const more of [noDns, [...noDns, ...down]]) {
          const routing = compileRouting(topology);
          const before = routing.survey([]);
          const loss = listed(before.without(more));
          expect(loss).toEqual(differences(before, routing.survey(more)));
          expect(loss).toEqual(listed(surveyByAsking(exchange2003, topology, []).without(more)));
          if (more === noDns) expect(loss.dearer.length + loss.rerouted.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

function listed({ stranded, dearer, rerouted }: Loss) {
  return { stranded: sorted(stranded), dearer: sorted(dearer), rerouted: sorted(rerouted) };
}

test('many failures asked about together lose what each loses alone', () => {
  const organizations = fc.oneof(topologies, connected, officeTopology, officeTopology);
  const downs = fc.oneof(fc.constant([]), someDown);
  expectAlways(
    fc.property(organizations, downs, (topology, down) => {
      const routing = compileRouting(topology);
      const together = routing.survey(down);
      const sets = oneAndTwo(failableElements(topology, together).map(({ element }) => element));
      const alone = routing.survey(down);
      expect(lossesOf(together, sets)).toEqual(sets.map((set) => counted(alone.without(set))));
      expect(together.unusedConnectors()).toEqual(alone.unusedConnectors());
    }),
    { runs: 800 },
  );
});

test('many failures that lose something lose together what each loses alone', () => {
  expectAlways(
    fc.property(
      fc.oneof(
        connected,
        connected.map((it) => withExpress(it, [1, 1])),
      ),
      (topology) => {
        const survey = compileRouting(topology).survey([]);
        const sets = [0, 1, 2, 3, 4].flatMap((group) => [
          [serverDown(`MBX${group}`)],
          [serverDown(`EX${group}`), connectorDown(`onward ${group}`)],
        ]);
        const losses = lossesOf(survey, sets);
        expect(losses.filter(({ stranded }) => stranded.length > 0).length).toBeGreaterThanOrEqual(5);
        expect(losses).toEqual(sets.map((set) => counted(compileRouting(topology).survey([]).without(set))));
      },
    ),
  );
});

/** Each element by itself, and with another one. */
function oneAndTwo(elements: readonly Element[]): readonly (readonly Element[])[] {
  const other = (at: number) => elements.slice((at * 7 + 3) % elements.length).slice(0, 1);
  return [...elements.map((element) => [element]), ...elements.map((element, at) => [element, ...other(at)])];
}

function lossesOf(survey: Survey, sets: readonly (readonly Element[])[]) {
  const work = survey.losses(sets);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value.map(counted);
}

function counted({ stranded, detours }: Pick<Loss, 'stranded' | 'detours'>) {
  return { stranded: sorted(stranded), detours };
}

function sorted(ways: Int32Array): readonly number[] {
  return [...ways].sort((one, other) => one - other);
}

function differences(before: Survey, after: Survey) {
  const found = { stranded: [] as number[], dearer: [] as number[], rerouted: [] as number[] };
  for (const source of before.sources.keys()) {
    for (const to of before.destinations.keys()) {
      const way = source * before.destinations.length + to;
      const [cost, now] = [before.cost(source, to), after.cost(source, to)];
      if (cost === null) continue;
      if (now === null) found.stranded.push(way);
      else if (now > cost) found.dearer.push(way);
      else if (before.connectors(source, to).join('\n') !== after.connectors(source, to).join('\n')) {
        found.rerouted.push(way);
      }
    }
  }
  return found;
}

type Row = readonly [way: string, cost: number | null, connectors: readonly string[]];

function surveyed(topology: Topology, down: readonly Element[]): readonly Row[] {
  const survey = compileRouting(topology).survey(down);
  return survey.sources.flatMap((from, source) =>
    survey.destinations.map((to, destination): Row => {
      const name = `${from} to ${to.kind === 'routing group' ? to.name : to.pattern}`;
      return [name, survey.cost(source, destination), survey.connectors(source, destination)];
    }),
  );
}

/** The naive way: a message from a server that runs to each address that the destination stands for. */
function routed(topology: Topology, down: readonly Element[]): readonly Row[] {
  const survey = compileRouting(topology).survey(down);
  return survey.sources.flatMap((from) =>
    survey.destinations.map((to): Row => {
      const name = `${from} to ${to.kind === 'routing group' ? to.name : to.pattern}`;
      const routes = messages(topology, from, to, down).map((message) => compileRouting(topology).route(message, down));
      const [first] = routes;
      if (first === undefined || !routes.every(({ outcome }) => outcome === 'delivered')) return [name, null, []];
      return [name, first.cost, first.connectors];
    }),
  );
}

function messages(topology: Topology, from: string, to: Destination, down: readonly Element[]): readonly Send[] {
  const server = runningServer(topology, from, down);
  return server === undefined ? [] : addresses(topology, to).map((address) => send(server, address));
}

function runningServer(topology: Topology, group: string, down: readonly Element[]): string | undefined {
  const routing = compileRouting(topology);
  const runs = (name: string) => !isPending(routing.route(send(name, 'postmaster@g0.com'), down));
  return topology.servers.filter((it) => it.group === group.toLowerCase()).map(({ name }) => name).find(runs); // prettier-ignore
}

/** The message is where it was written: nothing leaves the server. */
function isPending({ queue }: Route): boolean {
  return queue === 'Messages pending submission';
}

function addresses(topology: Topology, to: Destination): readonly string[] {
  if (to.kind === 'address space') {
    return [`somebody@${to.pattern === '*' ? 'nowhere.example' : to.pattern.replace('*', 'zzz')}`];
  }
  return topology.servers
    .filter(({ group }) => group === to.name.toLowerCase())
    .flatMap(({ mailboxes }) => mailboxes.map(({ pattern }) => pattern.replace('*', 'nna')));
}
