import { it } from 'vitest';
import { importFiles } from '#core/interchange/import';
import { firstHopOf, routeFrom } from '#core/interchange/postfix/first-hop';
import { topologyFromText } from '../../routing/topology-in-text.ts';
import { exportAll, filesOf } from './given.ts';
import { addressesOf, relayTopology } from './relay-topology.ts';
const w = (hop: any) => hop?.kind === 'own' ? hop.server : hop?.kind === 'outside' ? hop.nextHop.toLowerCase() : hop?.kind;
it('x', async () => {
  let total = 0, bad = 0;
  for (let seed = 0; seed < 120; seed++) {
    const made = relayTopology(seed);
    const before = topologyFromText(made.text);
    const files = exportAll(before);
    const imported = await importFiles(filesOf(files));
    if (!imported.ok) { console.log(imported.error); continue; }
    const after = topologyFromText(imported.value.text);
    const told = imported.value.report.entries.filter(e => e.kind === 'first hop');
    const diffs = [];
    for (const server of before.servers) {
      const same = after.servers.find(({ name }) => name === server.name)!;
      for (const a of addressesOf(made)) {
        total++;
        const o = firstHopOf(routeFrom(before, server, a), server, before), n = firstHopOf(routeFrom(after, same, a), same, after);
        if (w(o) !== w(n)) { bad++; diffs.push(`${seed} ${server.name} ${a}: ${JSON.stringify(o)} -> ${JSON.stringify(n)} ${told.some(t=>t.object===server.name)}`); }
      }
    }
    if (seed===+process.env.S!) console.log(made.text, imported.value.text);
 if (diffs.length) console.log(diffs.slice(0, 6).join('\n'), told.length);
    else if (told.length) console.log(seed, 'told only', told[0].text, told[0].object);
  }
  console.log(total, bad);
});
