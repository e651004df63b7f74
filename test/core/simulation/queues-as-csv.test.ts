import { expect, test } from 'vitest';
import type { Playback, QueueStand } from '#core/simulation/playback';
import { queuesAsCsv } from '#core/simulation/queues-as-csv';

const stand: QueueStand = {
  state: 'Retry',
  messages: 2,
  bytes: 2048,
  oldest: 0.5,
  next: null,
  passed: 7,
  exists: true,
};

test('queues over time are lines of a spreadsheet, and no name becomes a formula or breaks a line', () => {
  const queue = { name: '=HYPERLINK("x"), y', server: null, connector: '-A\nB', frames: [0, 1], stands: [stand, { ...stand, next: 60 }] }; // prettier-ignore
  const playback = { frames: [0, 10.25], queues: [queue] } as unknown as Playback;
  expect(queuesAsCsv(playback)).toBe(
    [
      'time,server,queue,connector,state,messages,bytes,oldest,next retry,passed',
      `0,,"'=HYPERLINK(""x""), y","'-A\nB",Retry,2,2048,0.5,,7`,
      `10.25,,"'=HYPERLINK(""x""), y","'-A\nB",Retry,2,2048,0.5,60,7`,
      '',
    ].join('\r\n'),
  );
});
