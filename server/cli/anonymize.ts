import { anonymize as anonymizeTopologies } from '#core/interchange/anonymize/anonymize';
import type { Command } from './command.ts';
import { load } from './load.ts';
import { CallError } from './terminal.ts';

export const anonymize: Command = {
  name: 'anonymize',
  usage: 'FILE... [--out DIR]',
  summary:
    'Writes a topology with other names, domains and addresses and the same mail flow, to be shown to others: to standard output, or as topology.topo, topology-2.topo, ... into a folder.', // prettier-ignore
  options: { out: 'value' },
  formats: [],
  files: 'some',
  run(call, terminal) {
    const loaded = load(call.files, terminal);
    const folder = call.value('out');
    if (folder === undefined && loaded.length > 1)
      throw new CallError(`${String(loaded.length)} topologies do not go to standard output; give --out DIR.`);
    const answer = anonymizeTopologies(loaded.map(({ project }) => project));
    if (!answer.ok) throw new CallError(`${answer.error} See bridgehead check.`);
    answer.value.forEach((text, at) => {
      if (folder === undefined) terminal.out(text);
      else terminal.write(`${folder}/topology${at === 0 ? '' : `-${String(at + 1)}`}.topo`, text);
    });
    return 0;
  },
};
