// The statements of scenarios.

import type { StatementRow } from './row.ts';

export const scenarioStatements: readonly StatementRow[] = [
  {
    keyword: 'start',
    blocks: ['scenario'],
    form: 'start "Mon 08:00"',
    text: 'The time at 0s.',
    default: 'Mon 00:00',
    snippet: 'start "${1:Mon 08:00}"',
  },
  {
    keyword: 'seed',
    blocks: ['scenario'],
    form: 'seed N',
    text: 'Where the dice start: the same seed gives the same events.',
    default: '1',
    snippet: 'seed ${1:1}',
  },
  {
    keyword: 'run for',
    blocks: ['scenario'],
    form: 'run for D',
    text: 'How long the simulation runs.',
    default: 'until nothing waits and no event is left',
    snippet: 'run for ${1:1d}',
  },
  {
    keyword: 'at',
    blocks: ['scenario'],
    form: 'at D send | down | up | freeze | unfreeze | force | pick up | disable | enable …',
    text: 'Something that happens at this time, counted from the start.',
    snippet: 'at ${1:10m} $0',
  },
  {
    keyword: 'expect delivered',
    blocks: ['scenario'],
    form: 'expect delivered [at least | at most] N',
    text: 'How many messages arrive in all.',
    snippet: 'expect delivered ${1:at least} ${2:100}',
  },
  {
    keyword: 'expect undeliverable',
    blocks: ['scenario'],
    form: 'expect undeliverable [at least | at most] N',
    text: 'How many messages are returned in all.',
    snippet: 'expect undeliverable ${1:at most} ${2:0}',
  },
  {
    keyword: 'expect waiting',
    blocks: ['scenario'],
    form: 'expect waiting [at least | at most] N',
    text: 'How many messages wait at the end.',
    snippet: 'expect waiting ${1:at most} ${2:0}',
  },
  {
    keyword: 'expect empty by',
    blocks: ['scenario'],
    form: 'expect empty by D',
    text: 'When no message waits any more.',
    snippet: 'expect empty by ${1:4h}',
  },
  {
    keyword: 'expect peak',
    blocks: ['scenario'],
    form: 'expect peak queue "NAME" at most N',
    text: 'How many messages stand in a queue at the worst moment.',
    snippet: 'expect peak queue "${1:NAME}" at most ${2:100}',
  },
  {
    keyword: 'expect every message within',
    blocks: ['scenario'],
    form: 'expect every message within D',
    text: 'How long every message takes at most.',
    snippet: 'expect every message within ${1:1h}',
  },
];
