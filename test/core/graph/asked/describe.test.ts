import { describe as described } from '#core/graph/asked/describe';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { expect, it } from 'vitest';
import { written } from '../written';

it('an item of the drawing is described by names as they are, not as ids quote them', () => {
  const { nodes, edges } = layout(
    buildGraph(
      written(`
routing group "First Group" { server S { address 10.0.0.1 }
  routing group connector "There" to "Second Group" { bridgehead S; cost 7 }
  smtp connector Out { bridgehead S; address space *; deliver through smart host relay.example.com } }
routing group "Second Group" { server T }`),
    ),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  expect([...nodes, ...edges].map((item) => described(item, (id) => byId.get(id)).join(', '))).toEqual([
    'routing group First Group',
    'server S, in First Group, bridgehead, 10.0.0.1',
    'routing group Second Group',
    'server T, in Second Group',
    'smart host relay.example.com',
    'routing group connector There, to Second Group, cost 7',
    'smtp connector Out, to relay.example.com for *, cost 1',
  ]);
});
