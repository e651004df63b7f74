// Files of several mail systems in one import: one topology where their words are of one model, else a refusal that names both.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importFiles } from '#core/interchange/import';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { faultsOf, parse } from '#core/syntax/parse';
import { asClixml, contoso } from './exchange-export.ts';
import { asLdif, around, policy, server as serverEntry, virtualServer } from './exchange-2003/ldif-of.ts';
import { givenFiles, imported, refusal } from './given-files.ts';

const folder = 'test/fixtures/interchange/postfix-farm/mx1';
const postfix = Object.fromEntries(
  ['main.cf', 'master.cf', 'transport'].map((name) => [`relay/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]),
);
const directory = asLdif(around(policy({ gatewayProxy: ['SMTP:@tailspin.example'] })));

function topologyOf(text: string) {
  const tree = parse(text);
  expect(faultsOf(tree)).toEqual([]);
  const project = openProject(
    'a.topo',
    () => tree,
    (_, path) => path,
  );
  return buildTopology(project);
}

describe('a relay host', () => {
  it('beside Exchange 2003 is in one topology with it, whatever order the files come in', async () => {
    const files = { 'directory.ldf': directory, ...postfix };
    const { text } = await imported(files);
    const topology = topologyOf(text);
    expect(topology.servers.map(({ name }) => name)).toContain('EX1');
    expect(topology.routingGroups.length).toBeGreaterThan(1);
    expect(text).toContain('# Imported from Exchange 2003, Postfix: ');
    const answer = await importFiles(givenFiles(files).toReversed());
    expect(answer.ok && answer.value.text).toBe(text);
  });

  it('beside Exchange 2013 is refused, with a file of each', async () => {
    const said = await refusal({ 'exchange.xml': asClixml(contoso), ...postfix });
    expect(said).toBe(
      'exchange.xml: This is Exchange 2019 or later, and relay/main.cf is Postfix: a topology is written in the words of one ' +
        'model, and these are exchange-2013 and exchange-2003. Import them apart.',
    );
  });

  it('with the name of a server of Exchange 2003 is refused, with a file of each', async () => {
    const alone = await imported(postfix);
    const [name = ''] = topologyOf(alone.text).servers.map((server) => server.name);
    const same = asLdif([...around(), serverEntry(name.toUpperCase(), 'Hub'), virtualServer(name.toUpperCase())]);
    expect(await refusal({ 'directory.ldf': same, ...postfix })).toBe(
      `directory.ldf: This is Exchange 2003, and relay/main.cf is Postfix: each has server ${name.toLowerCase()}. Import them apart.`,
    );
  });
});

describe('what two systems say of the organization', () => {
  it('is said once, and told where they say otherwise', async () => {
    const { text: alone } = await imported(postfix);
    const [, domain = ''] = /^ {2}(?:shared )?domain (\S+)$/m.exec(alone) ?? [];
    const isShared = alone.includes(`shared domain ${domain}`);
    const policies = isShared
      ? { gatewayProxy: [`SMTP:@${domain}`] }
      : { msExchNonAuthoritativeDomains: [`SMTP:@${domain}`] };
    const { text, report } = await imported({ 'directory.ldf': asLdif(around(policy(policies))), ...postfix });
    expect(
      text.split('\n').filter((line) => /^ {2}(?:shared )?domain /.test(line) && line.includes(domain)),
    ).toHaveLength(1);
    expect(report.entries.filter(({ class: fate, object }) => fate === 'differs' && object === domain)).toHaveLength(1);
  });
});
