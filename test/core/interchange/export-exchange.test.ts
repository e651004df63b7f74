import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workFor } from '#core/interchange/exchange/export';
import { keyOfObject, type State } from '#core/interchange/exchange/cmdlets/object';
import { stateOfToday } from '#core/interchange/exchange/cmdlets/today';
import { type Exported, exportTopology } from '#core/interchange/export';
import { keyOf, referenceTo } from '#core/model/keys';
import {
  makeAddressSpace,
  makeBinding,
  makeReceiveConnector,
  makeSendConnector,
  makeTopology,
  makeTransportServer,
} from '#core/model/make';
import { hostNamed } from '#core/model/host';
import type { Topology } from '#core/model/topology';
import { expectAlways } from '../../property.ts';
import { topologyOfToday } from '../routing/exchange-2013/arbitrary.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { ExchangeInMemory } from './exchange-shell.ts';
import { read, tokensOf } from './powershell-reader.ts';
import { kindsIn, kindsOf, withoutEach } from './statements.ts';

const own = (name: string) => readFileSync(new URL(`fixtures/${name}.topo`, import.meta.url), 'utf8');
const example = (name: string) => readFileSync(`examples/${name}.topo`, 'utf8');

function exported(topology: Topology, against?: Topology, prune = false): Exported {
  const answer = exportTopology(topology, { target: 'exchange', server: undefined, source: 'x.topo', against, prune });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

function fileOf({ files }: Exported, path: string): string {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  return found.text;
}

describe('what is written', () => {
  test.each(['three-sites', 'five-hub', 'four-cities', 'tazmania'])('%s', async (name) => {
    const { files } = exported(topologyFromText(example(name)));
    for (const { path, text } of files) {
      await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`golden/${name}.${path}.txt`);
    }
  });

  test('a difference, with what takes it back and what could be removed', async () => {
    const before = topologyFromText(own('everything-today'));
    const after = topologyFromText(
      own('everything-today')
        .replace('address space * cost 9', 'address space * cost 9, wingtip.example cost 1')
        .replace('exchange cost 7', 'exchange cost 8')
        .replace('send connector Partner', 'send connector "Partner\u2019s"')
        .replace('hub\n', '\n')
        .replace('cost 40', 'cost 50'),
    );
    for (const { path, text } of exported(after, before, true).files) {
      await expect(text.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`golden/difference.${path}.txt`);
    }
  });

  test('scripts are for Windows: a byte-order mark, CR and LF', () => {
    const { files } = exported(topologyFromText(example('three-sites')));
    const scripts = files.filter(({ path }) => path.endsWith('.ps1'));
    expect(scripts.map(({ encoding }) => encoding)).toEqual(['utf-8-bom']);
    for (const { text } of scripts) expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('nothing is evaluated, put together, or in double quotes, and every change is held back', () => {
    const script = fileOf(exported(topologyFromText(own('everything-today')), topologyFromText(example('three-sites')), true), 'apply.ps1'); // prettier-ignore
    const words = tokensOf(script).filter(({ kind }) => kind === 'word');
    expect(script).not.toContain('"');
    expect(words.map(({ text }) => text)).not.toContain('Invoke-Expression');
    const changing = script
      .split('\r\n')
      .filter((line) => /\b(?:New|Set|Remove)-\w+(?:Connector|Domain|Config|Site|Link|Service)\b/.test(line));
    expect(changing.length).toBeGreaterThan(5);
    for (const line of changing) expect(line).toContain('-WhatIf:(-not $Apply) -Confirm:$false');
    for (const line of changing.filter((each) => each.includes('Remove-'))) expect(line).toMatch(/^# /);
  });
});

describe('the present state', () => {
  test.each(['three-sites', 'five-hub'])('apply.ps1 changes nothing of an unchanged %s', (name) => {
    const topology = topologyFromText(example(name));
    const { work } = workFor(topology, topologyFromText(example(name)));
    expect([...work.changes, ...work.byHand, ...work.surplus]).toEqual([]);
    const script = fileOf(exported(topology, topologyFromText(example(name))), 'apply.ps1');
    expect(script).not.toMatch(/\b(?:New|Set|Remove)-(?!StrictMode)/);
  });

  test.each(['everything-today', 'everything-2003'])('nothing is left to do of an unchanged %s', (name) => {
    const { work } = workFor(topologyFromText(own(name)), topologyFromText(own(name)));
    expect([...work.changes, ...work.byHand, ...work.surplus]).toEqual([]);
  });

  test('without it there is nothing to take back, and only what is missing is made', () => {
    const made = exported(topologyFromText(own('everything-today')));
    expect(made.files.map(({ path }) => path)).toEqual(['plan.md', 'apply.ps1']);
    expect(fileOf(made, 'apply.ps1')).not.toMatch(/\bSet-(?!StrictMode|ForeignConnector)/);
  });
});

describe('every statement is a cmdlet, a line of the plan, or a note: one of them', () => {
  describe.each([
    ['everything-today', 'exchange-2013'],
    ['everything-2003', 'exchange-2003'],
  ] as const)('%s', (name, model) => {
    const text = own(name);

    test('the fixture says all that can be said', () => {
      const said = kindsIn(text);
      expect(kindsOf(model).filter((kind) => !said.has(kind))).toEqual([]);
    });

    test.each(withoutEach(text))('$line', ({ without }) => {
      const whole = topologyFromText(text);
      const less = topologyFromText(without);
      const { wanted, work } = workFor(whole, less);
      const notesBefore = new Set(workFor(less, undefined).wanted.notes.map((note) => `${note.element} ${note.text}`));
      const notes = wanted.notes.filter((note) => !notesBefore.has(`${note.element} ${note.text}`));
      const told = [work.changes.length > 0, work.byHand.length > 0, notes.length > 0];
      expect(told.filter(Boolean)).toHaveLength(1);
    });
  });
});

describe('a topology of routing groups among today\u2019s sites', () => {
  const groups = (cost: number) => `
    organization Contoso {}
    routing group A { server A1 {}
      routing group connector "A to B" to B { target B1; cost ${cost} }
      smtp connector Partner { bridgehead A1; address space partner.example; limit size 35MB }
    }
    routing group B { server B1 {}
      routing group connector "B to A" to A { target A1; cost ${cost} }
      smtp connector "Partner (B)" { bridgehead B1; address space partner.example; limit size 35MB }
    }`;
  const sites = (cost: number) =>
    topologyFromText(`
      organization Contoso { model exchange-2013 }
      site A { server A1 {} }
      site B { server B1 {} }
      site link A-B between A, B { cost ${cost} }`);

  test('gives the site link of the two its cost, once for both ways', () => {
    const { changes } = workFor(topologyFromText(groups(20)), sites(100)).work;
    const links = changes.filter(({ object }) => object.kind === 'site link');
    expect(links.map(({ object }) => [object.name, object.settings])).toEqual([
      [
        'A-B',
        [expect.objectContaining({ parameters: [{ name: 'ExchangeCost', value: { kind: 'number', count: 20 } }] })],
      ],
    ]);
  });

  test('leaves a cost as it is that is paid already', () => {
    const { changes, byHand } = workFor(topologyFromText(groups(20)), sites(20)).work;
    expect(changes.map(({ object }) => object.kind)).toEqual(['send connector']);
    expect(byHand).toEqual([]);
  });

  test('says what is to be done where there is no link, or both ways differ', () => {
    const other = groups(20).replace('target A1; cost 20', 'target A1; cost 30');
    const wanted = (text: string) => workFor(topologyFromText(text), sites(100)).work.byHand.map((each) => each.wanted);
    expect(wanted(other)).toContain('an IP site link between B and A; Set-AdSiteLink with -ExchangeCost 30, both ways');
    expect(workFor(topologyFromText(groups(20)), undefined).work.byHand.map(({ about }) => about)).toContain(
      'connector "A to B"',
    );
  });

  test('makes one Send connector of what is one but for its group', () => {
    const { changes } = workFor(topologyFromText(groups(20)), sites(20)).work;
    expect(changes[0]?.object.settings[1]?.parameters).toEqual([
      { name: 'SourceTransportServers', value: { kind: 'names', texts: ['A1', 'B1'] } },
    ]);
    const apart = groups(20).replace(
      'bridgehead B1; address space partner.example',
      'bridgehead B1; address space partner.example cost 2',
    );
    const names = workFor(topologyFromText(apart), sites(20)).work.changes.map(({ object }) => object.name);
    expect(names).toEqual(['Partner', 'Partner (B)']);
  });
});

/** Names as people give them, and as nobody should. */
const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '\u2018',
        '\u2019',
        '\u201a',
        '\u201b',
        '"',
        '$',
        '`',
        ';',
        '#',
        '\n',
        '(',
        ' ',
        'x',
        '\u2013',
      ),
      { minLength: 1, maxLength: 9 },
    )
    .map((parts) => parts.join('')),
);

function withConnector(name: string): Topology {
  const server = makeTransportServer('EX1', keyOf('S'));
  const base = topologyFromText('organization O {\n  model exchange-2013\n}\nsite S {\n}\n');
  const source = { server: referenceTo('EX1'), virtualServer: undefined, place: undefined };
  const connector = makeSendConnector('send connector', name, {
    bridgeheads: [source],
    addressSpaces: [makeAddressSpace('*')],
  });
  return makeTopology({
    organization: base.organization,
    routingGroups: base.routingGroups,
    servers: [server],
    connectors: [connector],
  });
}

describe('names', () => {
  test('come through as they are, are left to do by hand, or refuse the export', () => {
    const seen = { made: 0, left: 0, refused: 0 };
    expectAlways(
      fc.property(anyName, (name) => {
        const topology = withConnector(name);
        const answer = exportTopology(topology, {
          target: 'exchange',
          server: undefined,
          source: 'x',
          against: undefined,
          prune: false,
        });
        if (!answer.ok) {
          seen.refused++;
          expect(name).toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u);
          return;
        }
        const exchange = new ExchangeInMemory({ objects: [], byHand: [], notes: [] });
        exchange.run(fileOf(answer.value, 'apply.ps1'), { apply: true });
        const { byHand } = workFor(topology, undefined).work;
        if (byHand.some(({ about }) => about === `send connector ${name}`)) {
          seen.left++;
          expect(exchange.log).toEqual([]);
        } else {
          seen.made++;
          expect(exchange.log).toEqual([`New-SendConnector ${name}`]);
        }
      }),
      { runs: 500 },
    );
    expect(Math.min(seen.made, seen.left, seen.refused)).toBeGreaterThan(0);
  });

  test.each([
    "'; Remove-Mailbox anna; '",
    '\u2019; Remove-Mailbox anna; \u2018',
    '$(Remove-Mailbox anna)',
    '# \u201aSIG\u201b',
    '"; exit; "',
  ])('%s is a name and nothing else', (name) => {
    const script = fileOf(exported(withConnector(name)), 'apply.ps1');
    const exchange = new ExchangeInMemory({ objects: [], byHand: [], notes: [] });
    exchange.run(script, { apply: true });
    expect(exchange.log).toEqual([`New-SendConnector ${name}`]);
    const words = tokensOf(script).flatMap(({ kind, text }) => (kind === 'word' ? [text] : []));
    expect(words).not.toContain('Remove-Mailbox');
    expect(words).not.toContain('exit');
  });

  test('the reader takes a curly quotation mark for a straight one, as PowerShell does', () => {
    expect(read("Get-Nothing -Name 'it\u2019\u2019s'")).toEqual(read("Get-Nothing -Name 'it'\u2019s'"));
    expect(() => read("Get-Nothing -Name 'it\u2019s fine'")).toThrow();
  });
});

const more = fc.record({
  connectors: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom("Bob's", 'Partner', 'x; y', '\u2019tis', 'Ångström'),
      hosts: fc.uniqueArray(fc.constantFrom('relay.example.net', '[192.0.2.25]', '[2001:db8::1]'), { maxLength: 2 }),
      kind: fc.constantFrom('send connector' as const, 'foreign connector' as const),
      limit: fc.constantFrom(Infinity, 1024 * 1024, 37 * 1024),
      proxied: fc.boolean(),
      disabled: fc.boolean(),
      cost: fc.integer({ min: 1, max: 100 }),
    }),
    { selector: ({ name }) => name, maxLength: 5 },
  ),
  receiving: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('Scanners', "Bob's", 'Default Frontend ALPHA0'),
      port: fc.constantFrom(25, 2526, 587),
      fqdn: fc.constantFrom('mx.contoso.com', 'mail.contoso.com'),
      stopped: fc.boolean(),
      hops: fc.integer({ min: 1, max: 40 }),
    }),
    { selector: ({ name }) => name, maxLength: 3 },
  ),
  expire: fc.constantFrom(undefined, 3600, 86_400 * 3 + 61),
});

const manyTopologies: fc.Arbitrary<Topology> = fc
  .tuple(topologyOfToday, more)
  .map(([base, { connectors, receiving, expire }]) => {
    const source = { server: referenceTo('ALPHA0'), virtualServer: undefined, place: undefined };
    const server = makeTransportServer(
      'ALPHA0',
      keyOf('alpha'),
      {
        receiveConnectors: receiving.map(({ name, port, hops, fqdn, ...rest }) =>
          makeReceiveConnector(name, keyOf('ALPHA0'), {
            ...rest,
            // Nobody knows which one setup gave it, to put it back.
            fqdn: name.startsWith('Default') ? undefined : fqdn,
            hopLimit: hops,
            bindings: [makeBinding('all available', { port })],
          }),
        ),
      },
      { expireSeconds: expire },
    );
    return makeTopology({
      ...base,
      // Set-AdSiteLink takes no less.
      siteLinks: base.siteLinks.map((link) => ({ ...link, limitSizeBytes: Math.max(link.limitSizeBytes, 64 * 1024) })),
      servers: [...base.servers.filter(({ key }) => key !== server.key), server],
      connectors: [
        ...base.connectors,
        ...connectors.map(({ kind, name, hosts, limit, proxied, disabled, cost }) =>
          makeSendConnector(kind, name, {
            bridgeheads: [source],
            addressSpaces: [makeAddressSpace('*.example', { cost })],
            delivery: hosts.length === 0 ? { kind: 'dns' } : { kind: 'smart host', hosts: hosts.map(hostNamed) },
            limitSizeBytes: limit,
            proxyThroughFrontend: proxied && kind === 'send connector',
            disabled,
          }),
        ),
      ],
    });
  });

/** What there is to be when the script has run: what was there and is wanted otherwise, what is made, and all the rest. */
function expectedFrom(present: State, wanted: State): State {
  const before = new Map(present.objects.map((object) => [keyOfObject(object), object]));
  const after = wanted.objects.flatMap((object) => {
    const old = before.get(keyOfObject(object));
    if (old === undefined && object.creation === undefined) return [];
    const names = new Set(object.settings.map(({ parameters }) => parameters[0]?.name));
    return [
      {
        ...object,
        settings: [
          ...(old?.settings ?? []).filter(({ parameters }) => !names.has(parameters[0]?.name)),
          ...object.settings,
        ],
      },
    ];
  });
  const keys = new Set(after.map(keyOfObject));
  return { ...present, objects: [...present.objects.filter((object) => !keys.has(keyOfObject(object))), ...after] };
}

describe('the scripts at work', () => {
  test('apply.ps1 makes what is wanted, once, and undo.ps1 what was before', () => {
    expectAlways(
      fc.property(manyTopologies, manyTopologies, (before, after) => {
        const present = stateOfToday(before, true);
        const { work, wanted } = workFor(after, before);
        const made = exported(after, before);
        const [apply, undo] = [fileOf(made, 'apply.ps1'), fileOf(made, 'undo.ps1')];
        const exchange = new ExchangeInMemory(present);
        const facts = exchange.facts();
        exchange.run(apply, { apply: false });
        expect(exchange.facts()).toEqual(facts);
        expect(exchange.log.length > 0).toBe(work.changes.length > 0);
        expect(exchange.backups).toEqual([]);
        exchange.run(apply, { apply: true });
        const applied = exchange.facts();
        expect(applied).toEqual(new ExchangeInMemory(expectedFrom(present, wanted)).facts());
        const changes = exchange.log.length;
        exchange.run(apply, { apply: true });
        expect(exchange.log).toHaveLength(changes);
        exchange.run(undo, { apply: true });
        expect(exchange.facts()).toEqual(facts);
        const undone = exchange.log.length;
        exchange.run(undo, { apply: true });
        expect(exchange.log).toHaveLength(undone);
      }),
      { runs: 40 },
    );
  });

  test('undo.ps1 stops before it changes anything where somebody else has changed something', () => {
    const before = topologyFromText(example('three-sites'));
    const after = topologyFromText(example('three-sites').replace('address space * cost 1', 'address space * cost 2'));
    const third = topologyFromText(example('three-sites').replace('address space * cost 1', 'address space * cost 3'));
    const undo = fileOf(exported(after, before), 'undo.ps1');
    const exchange = new ExchangeInMemory(stateOfToday(third, true));
    expect(() => exchange.run(undo, { apply: true })).toThrow('send connector Internet was changed by somebody else');
    expect(exchange.log).toEqual([]);
  });

  test('what is there is kept beside the script before anything changes', () => {
    const before = topologyFromText(example('three-sites'));
    const after = topologyFromText(example('three-sites').replace('address space * cost 1', 'address space * cost 2'));
    const exchange = new ExchangeInMemory(stateOfToday(before, true));
    exchange.run(fileOf(exported(after, before), 'apply.ps1'), { apply: true });
    expect(exchange.backups).toEqual(['C:\\Export\\before-20260302-080000-SendConnector.xml: 2']);
  });
});
