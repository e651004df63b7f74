// Simulations through the real server: played with progress, cancelled, looked into, and written as a scenario.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CancellationTokenSource, ProgressType, RequestType } from 'vscode-languageserver/node';
import type { Requests } from '#core/protocol/requests';
import { frameAt, standAt } from '#core/simulation/playback';
import type { Script } from '#core/simulation/script';
import { connect, type Client } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

function request<Method extends keyof Requests>(method: Method) {
  return new RequestType<Requests[Method]['params'], Requests[Method]['result'], void>(method);
}
const play = request('bridgehead/play');
const find = request('bridgehead/findMessages');
const history = request('bridgehead/messageHistory');

const uri = 'file:///four-cities.topo';
const text = readFileSync('examples/four-cities.topo', 'utf8');
const outage = 'London loses its bridgehead for an hour';
const script: Script = { scenario: outage, start: 'Mon 12:00', down: [], actions: [] };
const everything = { sender: '', recipient: '', state: null, queue: null, limit: 100 };

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
beforeEach(() => {
  client.open(uri, text);
  return () => client.close(uri);
});

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: string } | null>): Promise<T> {
  const given = await answer;
  if (given?.ok !== true) throw new Error(given?.error ?? 'No answer.');
  return given.value;
}

test('a scenario is played, with what was done in it and what became of a message that was sent', async () => {
  const actions: Script['actions'] = [
    { at: 700, action: { kind: 'send', message: { from: 'SEA-EX01', to: 'anna@be.contoso.com' } } },
    { at: 701, action: { kind: 'freeze', queue: { queue: 'Gone', server: 'GONE' } } },
  ];
  const { playback, histories, faults } = await value(
    client.connection.sendRequest(play, { uri, script: { ...script, actions }, at: 33.5 }),
  );
  expect(playback.counts.sent.at(-1)).toBe(601);
  expect(playback.frames).toContain(33.5);
  expect(histories[1]).toBeNull();
  expect(histories[0]!.steps.at(-1)).toMatchObject({ at: 780, text: 'delivered at BRU-EX01' });
  expect(faults).toEqual(["11m41s: There is no server 'GONE'."]);
});

test('messages are found where the playback has them, whichever time is asked for first', async () => {
  const { playback } = await value(client.connection.sendRequest(play, { uri, script, at: 0 }));
  for (const near of [700, 720, 650]) {
    const frame = frameAt(playback.frames, near);
    const at = playback.frames[frame]!;
    const found = await value(client.connection.sendRequest(find, { uri, script, at, query: everything }));
    expect(found.matching).toBe(playback.queues.reduce((sum, queue) => sum + standAt(queue, frame).messages, 0));
    expect(found.matching).toBeGreaterThan(0);
  }
  const { messages, matching } = await value(
    client.connection.sendRequest(find, { uri, script, at: 720, query: everything }),
  );
  expect(matching).toBe(13);
  const { steps } = await value(client.connection.sendRequest(history, { uri, script, number: messages[0]!.number }));
  expect(steps.map(({ text: step }) => step.split(' ')[0])).toEqual(expect.arrayContaining(['queued', 'delivered']));
});

test('what cannot be simulated says why', async () => {
  const error = async (asked: Script) => {
    const answer = await client.connection.sendRequest(play, { uri, script: asked, at: 0 });
    return answer?.ok === false ? answer.error : undefined;
  };
  expect(await error({ ...script, scenario: 'Gone' })).toBe("There is no scenario 'Gone'.");
  client.close(uri);
  client.open(uri, `${text}\nscenario Endless { at 0s send from SEA-EX01 to a@be.contoso.com every 1s }\n`);
  expect(await error({ ...script, scenario: 'Endless' })).toContain("Add 'run for D'.");
  expect(await client.connection.sendRequest(history, { uri, script, number: 9999 })).toEqual({
    ok: false,
    error: 'There is no message 9999.',
  });
  expect(await client.connection.sendRequest(play, { uri: 'file:///elsewhere.topo', script, at: 0 })).toBeNull();
});

test('a long one says how far it is, lets other questions through, and ends when it is cancelled', async () => {
  client.close(uri);
  client.open(uri, `${text}\nscenario Long { at 0s send 3000000 from SEA-EX01 to a@be.contoso.com rate 100/s }\n`);
  const source = new CancellationTokenSource();
  const told = new Promise<number>((resolve) => {
    client.connection.onProgress(new ProgressType<number>(), 'long', resolve);
  });
  const params = { uri, script: { ...script, scenario: 'Long' }, at: 0, partialResultToken: 'long' };
  const ended = client.connection.sendRequest(play, params, source.token).catch(() => null);
  const done = await told;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(0.5);
  expect(await client.connection.sendRequest(request('bridgehead/scenarios'), { uri })).toEqual([outage, 'Long']);
  source.cancel();
  expect(await ended).toBeNull();
});
