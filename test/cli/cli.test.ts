import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { graph } from '../../server/cli/graph.ts';
import { call } from './fake-terminal.ts';

const example = (name: string) => readFileSync(`examples/${name}`, 'utf8');
const fourCities = { 'four-cities.topo': example('four-cities.topo') };
const tazmania = { 'tazmania.topo': example('tazmania.topo') };
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

const broken = `routing group G {
  server A {
    address 10.1.0.300
  }
}
`;

describe('calls', () => {
  test.each([
    { argv: ['--version'], status: 0, out: /^1\.2\.3\n$/ },
    { argv: ['--help'], status: 0, out: /check FILE/ },
    { argv: ['route', '--help'], status: 0, out: /--from SERVER/ },
  ])('$argv answers on standard output', async ({ argv, status, out }) => {
    const outcome = await call(argv);
    expect(outcome.status).toBe(status);
    expect(outcome.out).toMatch(out);
    expect(outcome.err).toBe('');
  });

  test.each([
    { argv: [], err: /A command is missing/ },
    { argv: ['chekc'], err: /'chekc' is no command/ },
    { argv: ['check'], err: /A FILE is missing/ },
    { argv: ['check', 'no.topo'], err: /Cannot read 'no.topo': there is no such file/ },
    { argv: ['check', 'a.topo', '--formt', 'json'], err: /formt/ },
    { argv: ['check', 'four-cities.topo', '--format', 'yaml'], err: /text, json, sarif, github/ },
    { argv: ['check', 'four-cities.topo', '--max-warnings', 'few'], err: /whole number/ },
    { argv: ['check', 'four-cities.topo', '--rule', 'no-tarket=off'], err: /Did you mean 'no-target'\?/ },
    { argv: ['check', 'four-cities.topo', '--rule', 'no-target=loud'], err: /error, warning, info, hint or off/ },
    { argv: ['check', 'four-cities.topo', '--rule', 'no-target'], err: /CODE=SEVERITY.*has no severity/ },
    { argv: ['check', 'four-cities.topo', '--rule', 'syntax=off'], err: /'syntax' cannot be off/ },
    { argv: ['check', '-', '-'], err: /once only/ },
    { argv: ['route', 'four-cities.topo', '--to', 'a@b.c'], err: /--from SERVER is missing/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX01'], err: /--to ADDRESS is missing/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX1', '--to', 'a@b.c'], err: /SEA-EX01/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'nobody'], err: /nobody/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'a@b.c', '--size', '10XB'], err: /10XB/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'a@b.c', '--down', 'server X'], err: /X/ },
    { argv: ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'a@b.c', '--priority', 'top'], err: /high/ },
    { argv: ['graph', 'four-cities.topo', '--format', 'png'], err: /--format svg or html.*Export Drawing/ },
    { argv: ['graph', 'four-cities.topo', '--theme', 'blue'], err: /light or dark, not 'blue'/ },
    {
      argv: ['graph', 'four-cities.topo', '--theme', 'dark', '--format', 'dot'],
      err: /shown in svg, html, not in dot/,
    },
    { argv: ['graph', 'four-cities.topo', '--around', 'Londn'], err: /Did you mean London\?/ },
    { argv: ['graph', 'four-cities.topo', '--depth', '2'], err: /--around GROUP is missing/ },
    { argv: ['graph', 'four-cities.topo', '--around', 'London', '--depth', 'far'], err: /number of connectors/ },
    { argv: ['graph', 'four-cities.topo', '--down', 'server LON-EX1'], err: /Did you mean LON-EX01\?/ },
    { argv: ['graph', 'four-cities.topo', '--from', 'SEA-EX01'], err: /--to ADDRESS is missing/ },
    { argv: ['graph', 'four-cities.topo', '--format', 'mermaid', '--down', 'server LON-EX01'], err: /not in mermaid/ },
    { argv: ['lsp'], err: /--stdio/ },
  ])('$argv is a wrong call: status 2 and a sentence', async ({ argv, err }) => {
    const outcome = await call(argv, fourCities);
    expect(outcome).toMatchObject({ status: 2, out: '' });
    expect(outcome.err).toMatch(err);
  });

  test('with --format json a wrong call is a document too', async () => {
    const outcome = await call(['check', 'no.topo', '--format', 'json']);
    expect(outcome).toMatchObject({ status: 2, err: '' });
    expect(json(outcome.out)).toEqual({ format: 1, error: "Cannot read 'no.topo': there is no such file." });
  });
});

describe('check', () => {
  test.each(['four-cities.topo', 'tazmania.topo'])('%s has no errors and no warnings', async (name) => {
    const outcome = await call(['check', name, '--max-warnings', '0'], { [name]: example(name) });
    expect(outcome.status).toBe(0);
    expect(outcome.out).toMatch(/^(?:.*information.*|No errors, no warnings\.)$/m);
  });

  const relay = `routing group G {
  server A {
    virtual server V on all unassigned {
      relay anyone
    }
  }
}
`;

  test('what --rule says counts in every format, and what a comment silences in none', async () => {
    const files = { 'r.topo': relay };
    const argv = ['check', 'r.topo', '--rule', 'open-relay=off', '--rule', 'open-relay=error'];
    expect(await call(['check', 'r.topo'], files)).toMatchObject({ status: 0 });
    expect(await call(argv, files)).toMatchObject({ status: 1 });
    expect((await call([...argv, '--format', 'json'], files)).out).toContain('"code":"open-relay","severity":"error"');
    expect((await call([...argv, '--format', 'sarif'], files)).out).toContain('"level":"error"');
    expect((await call([...argv, '--format', 'github'], files)).out).toMatch(/^::error .*open-relay/);

    const off = await call(['check', 'r.topo', '--rule', 'open-relay=off', '--format', 'json'], files);
    expect(json(off.out)).toMatchObject({ summary: { errors: 0, warnings: 0, infos: 0 } });
    const comment = '# bridgehead-disable-next-line open-relay: scanners only\n';
    for (const format of ['json', 'sarif', 'github', 'text']) {
      const outcome = await call([...argv, '--format', format], {
        'r.topo': relay.replace(/^ *virtual/m, `${comment}$&`),
      });
      expect(outcome.status).toBe(0);
      expect(outcome.out).not.toContain('open-relay');
    }
  });

  test('a comment in a file of several topologies is needed when one of them needs it', async () => {
    const shared =
      'test T {\n  # bridgehead-disable-next-line unresolved-name: not in the lab\n  send from B to a@b.com\n}\n';
    const files = {
      'lab.topo': 'include "shared.topo"\n',
      'site.topo': 'include "shared.topo"\nrouting group B { server B { } }\n',
      'shared.topo': shared,
    };
    const both = await call(['check', 'lab.topo', 'site.topo'], files);
    expect(both.out).not.toContain('unused-disable');
    expect((await call(['check', 'site.topo'], files)).out).toContain('unused-disable');
  });

  test('shows the fault in its line', async () => {
    const outcome = await call(['check', 'b.topo'], { 'b.topo': broken });
    expect(outcome.status).toBe(1);
    expect(outcome.out).toContain('b.topo:3:13: error');
    expect(outcome.out).toContain('        address 10.1.0.300\n                ~~~~~~~~~~');
  });

  test('prints one JSON document with zero-based ranges', async () => {
    const outcome = await call(['check', 'b.topo', '--format', 'json'], { 'b.topo': broken });
    const document = json(outcome.out);
    expect(document).toMatchObject({
      format: 1,
      files: [{ path: 'b.topo', diagnostics: [{ code: 'malformed-value', severity: 'error' }] }],
      summary: { errors: 1 },
    });
    expect(JSON.stringify(document)).toContain(
      '"range":{"start":{"line":2,"character":12},"end":{"line":2,"character":22}}',
    );
  });

  test('prints SARIF and GitHub commands with one-based places', async () => {
    const files = { 'b.topo': broken };
    const sarif = await call(['check', 'b.topo', '--format', 'sarif'], files);
    expect(sarif.out).toContain('"startLine":3,"startColumn":13');
    const github = await call(['check', 'b.topo', '--format', 'github'], files);
    expect(github.out).toMatch(/^::error file=b\.topo,line=3,endLine=3,col=13,endColumn=23,title=malformed-value::/m);
  });

  test.each([
    { path: 'a b/50% #1?.topo', uri: 'a%20b/50%25%20%231%3F.topo' },
    { path: resolve('b.topo'), uri: pathToFileURL(resolve('b.topo')).href },
  ])('SARIF names $path by its URI', async ({ path, uri }) => {
    const sarif = await call(['check', path, '--format', 'sarif'], { [path]: broken, 'b.topo': broken });
    expect(sarif.out).toContain(`"artifactLocation":{"uri":"${uri}"}`);
  });

  test('a file that another given file includes is checked as its part', async () => {
    const files = {
      'dir/root.topo': 'include "london.topo"\norganization Contoso { domain contoso.com }\n',
      'dir/london.topo': broken,
    };
    const outcome = await call(['check', 'dir/london.topo', 'dir/root.topo', '--format', 'json'], files);
    expect(json(outcome.out)).toMatchObject({
      files: [{ path: 'dir/root.topo' }, { path: 'london.topo', diagnostics: [{ code: 'malformed-value' }] }],
      summary: { errors: 1 },
    });
  });

  test('what two given files include is reported once', async () => {
    const files = {
      'a.topo': 'include "shared.topo"\n',
      'b.topo': 'include "shared.topo"\n',
      'shared.topo': broken,
    };
    const text = await call(['check', 'a.topo', 'b.topo'], files);
    expect(text.out.match(/\[malformed-value\]/g)).toHaveLength(1);
    const outcome = await call(['check', 'a.topo', 'b.topo', '--format', 'json'], files);
    expect(json(outcome.out)).toMatchObject({
      files: [{ path: 'a.topo' }, { path: 'shared.topo', diagnostics: [{}] }, { path: 'b.topo' }],
      summary: { errors: 1 },
    });
  });

  test.each([
    { given: ['a.topo', './a.topo'], path: 'a.topo' },
    { given: [resolve('a.topo'), 'a.topo'], path: resolve('a.topo') },
    { given: ['root.topo', resolve('a.topo')], path: 'a.topo' },
  ])('$given lead to one file', async ({ given, path }) => {
    const files = { 'a.topo': broken, 'root.topo': 'include "a.topo"\n' };
    const outcome = await call(['check', ...given, '--format', 'json'], files);
    const document = json(outcome.out) as { files: { path: string }[] };
    expect(document.files.map((file) => file.path).filter((file) => file !== 'root.topo')).toEqual([path]);
    expect(document).toMatchObject({ summary: { errors: 1 } });
  });

  test('an included file called - is not standard input', async () => {
    const files = { 'root.topo': 'include "-"\n', '-': broken };
    expect((await call(['check', 'root.topo'], files)).out).toContain('[include-not-found]');
  });

  test('files that include each other are checked from the first of them, whatever else is given', async () => {
    const files = { 'a.topo': 'include "b.topo"\n', 'b.topo': 'include "a.topo"\n', 'other.topo': '' };
    const outcome = await call(['check', 'a.topo', 'b.topo', 'other.topo'], files);
    expect(outcome.status).toBe(1);
    expect(outcome.out).toMatch(/^b\.topo:1:9: error .*\[include-cycle\]$/m);
    expect(outcome.out).toContain('1 error.');
  });

  test('a path is reported as it is given', async () => {
    const outcome = await call(['check', './a.topo', '--format', 'json'], { './a.topo': '', 'a.topo': '' });
    expect(json(outcome.out)).toMatchObject({ files: [{ path: './a.topo' }] });
  });

  test('a missing include is an error where it is written', async () => {
    const outcome = await call(['check', 'root.topo'], { 'root.topo': 'include "gone.topo"\n' });
    expect(outcome.status).toBe(1);
    expect(outcome.out).toContain('root.topo:1:9: error');
  });

  test('reads standard input', async () => {
    const outcome = await call(['check', '-'], { '-': broken });
    expect(outcome.out).toContain('-:3:13: error');
  });

  test('more warnings than allowed give 1', async () => {
    const warned = { 'w.topo': tazmania['tazmania.topo'].replace('address space *', 'address space fabrikam.com') };
    expect(await call(['check', 'w.topo'], warned)).toMatchObject({ status: 0 });
    expect(await call(['check', 'w.topo', '--max-warnings', '0'], warned)).toMatchObject({ status: 1 });
  });

  test('control characters of a file do not reach the terminal', async () => {
    const outcome = await call(['check', 'e.topo'], { 'e.topo': 'server \u001b[2J {\n' });
    expect(outcome.status).toBe(1);
    expect(outcome.out).not.toContain('\u001b');
  });
});

describe('route', () => {
  const ask = ['route', 'four-cities.topo', '--from', 'SEA-EX01', '--to', 'anna@be.contoso.com'];

  test('goes over London at cost 20', async () => {
    const outcome = await call([...ask, '--format', 'json'], fourCities);
    expect(outcome.status).toBe(0);
    expect(json(outcome.out)).toMatchObject({
      format: 1,
      outcome: 'delivered',
      cost: 20,
      connectors: ['Seattle to London', 'London to Brussels'],
    });
  });

  test('says the next best way, or that there is none', async () => {
    const next = { without: 'Seattle to London', cost: 70, connectors: ['Seattle to Tokyo', 'Tokyo to Brussels'] };
    expect(json((await call([...ask, '--format', 'json'], fourCities)).out)).toMatchObject({ nextBest: next });
    expect((await call(ask, fourCities)).out).toContain(
      'Next best way: Without connector Seattle to London: by Seattle to Tokyo, Tokyo to Brussels, cost 70.',
    );
    const alone = await call([...ask, '--down', 'server LON-EX01'], fourCities);
    expect(alone.out).toContain('Next best way: None: it is not delivered without any one of its connectors.');
  });

  test.each(['server LON-EX01', 'server "LON-EX01"', 'server lon-ex01'])(
    'with --down %s over Tokyo at cost 70',
    async (down) => {
      const outcome = await call([...ask, '--down', down, '--format', 'json'], fourCities);
      expect(json(outcome.out)).toMatchObject({ cost: 70, connectors: ['Seattle to Tokyo', 'Tokyo to Brussels'] });
    },
  );

  test('names the queue as the Queue Viewer does, and queued is 1', async () => {
    const queue = 'Internet Mail SMTP Connector (TAZMANIA) - SMARTHOST (SMTP Connector)';
    const to = ['route', 'tazmania.topo', '--from', 'TAZMANIA', '--to', 'someone@fabrikam.com'];
    const through = await call(to, tazmania);
    expect(through.status).toBe(0);
    expect(through.out).toContain(queue);
    const waits = await call([...to, '--down', 'host SMARTHOST'], tazmania);
    expect(waits.status).toBe(1);
    expect(waits.out).toContain(`queued in ${queue}`);
  });

  test('answers about a topology with errors, says that it has some, and gives 1', async () => {
    const slipped = { 'four-cities.topo': fourCities['four-cities.topo'].replace('scope routing', 'scop routing') };
    const outcome = await call([...ask, '--format', 'json'], slipped);
    expect(json(outcome.out)).toMatchObject({ outcome: 'delivered' });
    expect(outcome.err).toContain('1 error; see bridgehead check four-cities.topo');
    expect(outcome.status).toBe(1);
  });
});

describe('graph', () => {
  const drawings: Readonly<Record<string, RegExp>> = {
    svg: /^<svg[\s\S]*Seattle/,
    html: /^<!DOCTYPE html>[\s\S]*Seattle/,
    drawio: /^<\?xml[\s\S]*Seattle/,
    dot: /^digraph[\s\S]*Seattle/,
    mermaid: /^flowchart[\s\S]*Seattle/m,
    json: /^\{"format":1,"nodes":\[\{/,
  };

  test('has a drawing here for every format', () => {
    expect(Object.keys(drawings)).toEqual(graph.formats);
  });

  test.each(Object.entries(drawings))('draws %s', async (format, drawing) => {
    const outcome = await call(['graph', 'four-cities.topo', '--format', format], fourCities);
    expect(outcome.status).toBe(0);
    expect(outcome.out).toMatch(drawing);
  });

  test.each(['svg', 'html', 'drawio', 'dot', 'mermaid', 'json'])(
    'draws one group and its neighbours as %s',
    async (format) => {
      const argv = ['graph', 'four-cities.topo', '--around', 'London', '--depth', '0', '--format', format];
      const { out, status } = await call(argv, fourCities);
      expect(status).toBe(0);
      expect(out).toContain('LON-EX01');
      expect(out).not.toContain('TYO-EX01');
    },
  );

  test('draws what fails and the way of a message meanwhile', async () => {
    const message = ['--from', 'SEA-EX01', '--to', 'anna@be.contoso.com', '--down', 'server LON-EX01'];
    const { out, status } = await call(['graph', 'four-cities.topo', ...message, '--theme', 'dark'], fourCities);
    expect(status).toBe(0);
    expect(out).toContain('Switched off: server LON-EX01. A message is delivered in');
    expect(out).not.toContain('prefers-color-scheme');
  });

  test('draws by the layout file beside it, unless that is not wanted', async () => {
    const layout = JSON.stringify({ format: 1, places: { 'routing group London': { x: 3000, y: 2000 } } });
    const files = { ...fourCities, 'four-cities.topo.layout.json': layout };
    const moved = await call(['graph', 'four-cities.topo'], files);
    const plain = await call(['graph', 'four-cities.topo'], fourCities);
    expect(moved).toMatchObject({ status: 0, err: '' });
    expect(moved.out).not.toBe(plain.out);
    expect(Number(/width="(\d+)"/.exec(moved.out)?.[1])).toBeGreaterThan(3000);
    expect((await call(['graph', 'four-cities.topo', '--layout', 'none'], files)).out).toBe(plain.out);
  });

  test('says what is wrong with a layout file, and draws without it', async () => {
    const files = { ...fourCities, 'four-cities.topo.layout.json': '{\n  "places": []\n}' };
    const outcome = await call(['graph', 'four-cities.topo'], files);
    expect(outcome.status).toBe(1);
    expect(outcome.err).toContain('four-cities.topo.layout.json:1:1: "format" is missing.');
    expect(outcome.out).toBe((await call(['graph', 'four-cities.topo'], fourCities)).out);
  });

  test('takes no other layout than none', async () => {
    const outcome = await call(['graph', 'four-cities.topo', '--layout', 'nice'], fourCities);
    expect(outcome).toMatchObject({ status: 2, out: '' });
    expect(outcome.err).toContain("'nice' is neither");
  });

  test('draws what is sound and gives 1 on errors', async () => {
    const outcome = await call(['graph', 'b.topo', '--format', 'json'], { 'b.topo': broken });
    expect(outcome.status).toBe(1);
    expect(outcome.out).toContain('"server A"');
    expect(outcome.err).toContain('1 error');
  });
});

describe('fmt', () => {
  const loose = 'routing   group G   {\nserver A { }\n}\n';

  test('writes the canonical layout in place, and then has nothing left to do', async () => {
    const outcome = await call(['fmt', 'a.topo'], { 'a.topo': loose });
    expect(outcome.status).toBe(0);
    expect(outcome.files['a.topo']).toContain('routing group G {\n  server A');
    expect(await call(['fmt', '--check', 'a.topo'], outcome.files)).toMatchObject({ status: 0, out: '' });
  });

  test('--check names the file, changes nothing, and gives 1', async () => {
    const outcome = await call(['fmt', '--check', 'a.topo'], { 'a.topo': loose });
    expect(outcome).toMatchObject({ status: 1, out: 'a.topo\n', files: { 'a.topo': loose } });
  });

  test('- goes to standard output', async () => {
    const outcome = await call(['fmt', '-'], { '-': loose });
    expect(outcome.out).toContain('routing group G {');
  });

  test('a faulty statement stays as it is and gives 1', async () => {
    const outcome = await call(['fmt', 'a.topo'], {
      'a.topo': 'routing group G {\n server A {\n  adress   10.1.0.1\n }\n}\n',
    });
    expect(outcome.status).toBe(1);
    expect(outcome.files['a.topo']).toContain('adress   10.1.0.1');
  });

  test('keeps a byte-order mark and the line ends', async () => {
    const outcome = await call(['fmt', 'a.topo'], { 'a.topo': `\ufeff${loose.replaceAll('\n', '\r\n')}` });
    expect(outcome.files['a.topo']).toMatch(/^\ufeffrouting group G \{\r\n {2}server A/);
  });

  test('a file that is not UTF-8 keeps its bytes and gives 1', async () => {
    const outcome = await call(['fmt', 'latin.topo'], {
      'latin.topo': 'organization "M\ufffdller" {\ndomain a.com\n}\n',
    });
    expect(outcome).toMatchObject({ status: 1, out: '' });
    expect(outcome.err).toMatch(/latin\.topo is not UTF-8/);
    expect(outcome.files['latin.topo']).toBe('organization "M\ufffdller" {\ndomain a.com\n}\n');
  });

  test('standard input that is not UTF-8 comes out as it was, so that an editor loses nothing', async () => {
    const latin = 'organization M\ufffdller   {\n}\n';
    expect(await call(['fmt', '-'], { '-': latin })).toMatchObject({ status: 1, out: latin });
  });

  test('what fmt leaves for not being UTF-8 is an error of check, in comments too', async () => {
    const files = { 'a.topo': '# M\ufffdller\n' };
    expect(await call(['fmt', 'a.topo'], files)).toMatchObject({ status: 1 });
    const checked = await call(['check', 'a.topo'], files);
    expect(checked.out).toContain('a.topo:1:4: error');
  });

  test('a missing file changes none of the others', async () => {
    const outcome = await call(['fmt', 'a.topo', 'gone.topo'], { 'a.topo': loose });
    expect(outcome).toMatchObject({ status: 2, files: { 'a.topo': loose } });
  });
});
