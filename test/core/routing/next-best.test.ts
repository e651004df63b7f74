import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Send, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { nextBest } from '#core/routing/next-best';
import { readDown, readMessage } from '#core/routing/message/test-message';
import { expectAlways } from '../../property.ts';
import { message, soundTopology } from './arbitrary.ts';
import { topologyFromText } from './topology-in-text.ts';

const triangle = (lyonToTampa: number): Topology =>
  topologyFromText(`
organization Contoso { domain contoso.com }
routing group Lyon {
  server LYO1 {
  }
  routing group connector "Lyon to Paris" to Paris { bridgehead any; target PAR1; cost 10 }
  routing group connector "Lyon to Tampa" to Tampa { bridgehead any; target TAM1; cost ${lyonToTampa} }
}
routing group Paris {
  server PAR1 {
  }
  routing group connector "Paris to Tampa" to Tampa { bridgehead any; target TAM1; cost 10 }
}
routing group Tampa {
  server TAM1 { mailbox *@contoso.com }
}
`);

const toTampa = { from: 'LYO1', to: 'anna@contoso.com' };

function found(topology: Topology, off: readonly string[] = []) {
  const routing = compileRouting(topology);
  const [send, down] = [readMessage(toTampa, topology), readDown(off, topology)];
  if (!send.ok || !down.ok) throw new Error('The message can be read.');
  return nextBest(routing, send.value, down.value, routing.route(send.value, down.value));
}

describe('the next best way', () => {
  test('is the one that is taken without a connector of the best', () => {
    const next = found(triangle(50));
    expect(next?.without).toBe('Lyon to Paris');
    expect(next?.route.connectors).toEqual(['Lyon to Tampa']);
    expect(next?.route.cost).toBe(50);
  });

  test('leads over two connectors where the direct one is the best', () => {
    expect(found(triangle(5))?.route.connectors).toEqual(['Lyon to Paris', 'Paris to Tampa']);
  });

  test('is none where the only way fails, or what is off leaves but one', () => {
    expect(found(triangle(50), ['connector "Lyon to Tampa"'])).toBeNull();
    expect(found(triangle(50), ['connector "Lyon to Tampa"', 'connector "Lyon to Paris"'])).toBeNull();
  });

  test('of any message delivers it, without the connector that is named', () => {
    let count = 0;
    expectAlways(
      fc.property(soundTopology, message, (topology: Topology, sent: Send) => {
        const routing = compileRouting(topology);
        const next = nextBest(routing, sent, [], routing.route(sent, []));
        if (next === null) return;
        count += 1;
        expect(next.route.outcome).toBe('delivered');
        expect(next.route.connectors).not.toContain(next.without);
      }),
      { runs: 300 },
    );
    expect(count).toBeGreaterThan(0);
  });
});
