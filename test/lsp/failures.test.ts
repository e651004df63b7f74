// The requests that take a while, through the real server: they say how far they are, stop when they are cancelled, and
// let edits through.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType, RequestType } from 'vscode-languageserver/node';
import type { MatrixQuery } from '#core/protocol/matrix';
import type { FailuresProgress, Requests } from '#core/protocol/requests';
import { ring } from '../ring.ts';
import { connect, type Client } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

type Failures = Requests['bridgehead/failures'];
type Matrix = Requests['bridgehead/matrix'];
const failures = new RequestType<Failures['params'], Failures['result'], void>('bridgehead/failures');
const matrix = new RequestType<Matrix['params'], Matrix['result'], void>('bridgehead/matrix');

const uri = 'file:///ring.topo';

let bundle: ServerBundle;
let client: Client;

beforeAll(async () => {
  bundle = await bundleServer();
  client = await connect('ipc', bundle);
});
afterAll(async () => {
  await client.stop();
  bundle.remove();
});

test('an analysis says how far it is, and what is worst first', async () => {
  client.open(uri, ring(20));
  const told: FailuresProgress[] = [];
  const listening = client.connection.onProgress(new ProgressType<FailuresProgress>(), 'analysis', (progress) => {
    told.push(progress);
  });
  const answer = await client.connection.sendRequest(failures, { uri, down: [], partialResultToken: 'analysis' });
  listening.dispose();
  if (answer?.ok !== true) throw new Error('No answer.');
  const counts = answer.value.singlePoints.map(({ stranded }) => stranded);
  expect(counts.length).toBeGreaterThanOrEqual(40);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
  client.close(uri);
});

test('what is found is told while the analysis runs, and stays told when it is cancelled', async () => {
  client.open(uri, ring(400));
  const source = new CancellationTokenSource();
  const progress = new Promise<FailuresProgress>((resolve) => {
    client.connection.onProgress(new ProgressType<FailuresProgress>(), 'long analysis', (step) => {
      if (step.found.length > 0) resolve(step);
    });
  });
  const params = { uri, down: [], partialResultToken: 'long analysis' };
  const ended = client.connection.sendRequest(failures, params, source.token).catch(() => 'cancelled');
  const { root, done, total, found } = await progress;
  source.cancel();
  expect(root).toBe(uri);
  expect(done).toBeLessThan(total);
  expect(found[0]).toMatchObject({ element: 'server S0', stranded: expect.any(Number) as number });
  expect(await ended).toBe('cancelled');
  client.close(uri);
});

test('what a maintenance does is told before further failures are looked at', async () => {
  client.open(uri, ring(400));
  const source = new CancellationTokenSource();
  const params = { uri, down: ['connector C0'], partialResultToken: 'maintenance' };
  const told = new Promise<FailuresProgress>((resolve) => {
    client.connection.onProgress(new ProgressType<FailuresProgress>(), 'maintenance', (step) => {
      if (step.maintenance !== null) resolve(step);
    });
  });
  const ended = client.connection.sendRequest(failures, params, source.token).catch(() => 'cancelled');
  const { maintenance, found } = await told;
  source.cancel();
  expect(maintenance?.counts.stranded).toBeGreaterThan(0);
  expect(found).toEqual([]);
  await ended;
  client.close(uri);
});

test('a maintenance tells what it strands, and a name that is none is refused in a sentence', async () => {
  client.open(uri, ring(4));
  const answer = await client.connection.sendRequest(failures, { uri, down: ['connector C0'] });
  expect(answer).toMatchObject({ ok: true, value: { down: ['connector C0'] } });
  expect(answer?.ok === true && answer.value.maintenance?.counts.stranded).toBeGreaterThan(0);
  const refused = await client.connection.sendRequest(failures, { uri, down: ['connector NONE'] });
  expect(refused).toMatchObject({ ok: false });
  client.close(uri);
});

test('while it runs an edit is checked, and cancelling ends it', async () => {
  const uri = 'file:///edited.topo';
  client.open(uri, ring(400));
  await client.diagnostics(uri);
  const source = new CancellationTokenSource();
  const analysis = client.connection.sendRequest(failures, { uri, down: [] }, source.token);
  const ended = analysis.then(
    () => 'answered',
    () => 'cancelled',
  );
  client.change(uri, 2, { text: 'routing group London { server LON { } }\nnonsense\n' });
  expect((await client.diagnostics(uri, 2)).diagnostics.length).toBeGreaterThan(0);
  source.cancel();
  expect(await ended).toBe('cancelled');
  client.close(uri);
});

test('the matrix comes in parts, filtered and sorted', async () => {
  client.open(uri, ring(5));
  const ask = async (query: Partial<MatrixQuery>) => {
    const whole: MatrixQuery = { down: [], filter: '', sort: { by: 'from', descending: false }, first: 0, count: 3 };
    const answer = await client.connection.sendRequest(matrix, { uri, ...whole, ...query });
    if (answer?.ok !== true) throw new Error('No answer.');
    return answer.value;
  };
  expect(await ask({})).toMatchObject({ matching: 20, total: 20 });
  expect((await ask({ first: 18 })).rows).toHaveLength(2);
  const dearest = await ask({ filter: 'g0 g4', sort: { by: 'cost', descending: true } });
  expect(dearest.rows[0]).toEqual({ from: 'G0', to: 'G4', cost: 4, connectors: ['C0', 'C1', 'C2', 'C3'] });
  expect((await ask({ down: ['connector C0'], filter: 'g0 g1' })).rows).toContainEqual({
    from: 'G0',
    to: 'G1',
    cost: null,
    connectors: [],
  });
  client.close(uri);
});
