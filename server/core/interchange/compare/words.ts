// The report of a comparison, as people read it: what differs first.

import { listed } from '#core/syntax/wording';
import { inQuotes } from '#core/syntax/words';
import type { Cause, Counted, Hypothesis, LogReport, Traffic } from './report.ts';
import type { QueueHypothesis, QueueReport, WaitingAt, WaitingQueue } from './queues.ts';
import { verdicts } from './verdict.ts';

/** A part of the report: a heading, and lines below it. Lines of tests are written as they are. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

const mostListed = 20;

/** Empty sections are left out. */
export function sectionsOf(report: LogReport): readonly Section[] {
  const sections: Section[] = [
    { heading: headlineOf(report), lines: verdicts.flatMap((each) => counts(report.verdicts[each], each)) },
    { heading: 'What differs', lines: causesInWords(report) },
    { heading: 'What may have been down', lines: report.hypotheses.map(hypothesisInWords) },
    { heading: 'What mail took', lines: report.traffic.map(trafficInWords) },
    { heading: 'Connectors that carried nothing', lines: report.unused.map((name) => `  ${name}`) },
    { heading: 'Servers in the logs that the topology lacks', lines: countedInWords(report.lacking.servers) },
    { heading: 'Connectors in the logs that the topology lacks', lines: countedInWords(report.lacking.connectors) },
    { heading: 'Why ways could not be compared', lines: countedInWords(report.notComparable) },
    { heading: 'Events that are not known here, and were left out', lines: countedInWords(report.events.unknown) },
    { heading: 'What else to know of the logs', lines: notesOf(report) },
  ];
  return sections.filter(({ lines }, at) => at === 0 || lines.length > 0);
}

function headlineOf({ messages, ways, first, last, verdicts: { differs } }: LogReport): string {
  if (first === null || last === null) return 'The logs tell of no message on its way.';
  const head = `${counted(messages, 'message')} on ${counted(ways, 'way')}, ${first} to ${last} UTC`;
  return differs === 0
    ? `${head}: nothing differs.`
    : `${head}: ${counted(differs, 'way')} ${differs === 1 ? 'differs' : 'differ'}.`;
}

function counts(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${String(count).padStart(9)}  ${what}`];
}

function causesInWords({ causes, otherCauses }: LogReport): readonly string[] {
  const more =
    causes.length > mostListed
      ? [`  and ${counted(causes.length - mostListed, 'more cause')}: --format json has them.`]
      : [];
  const left = otherCauses > 0 ? [`  and ${counted(otherCauses, 'way')} of causes that there was no room for.`] : [];
  return [...causes.slice(0, mostListed).flatMap(causeInWords), ...more, ...left];
}

function causeInWords(cause: Cause, at: number): readonly string[] {
  const { from, addressSpace, predicted, actual, count, first, last, messageId, test } = cause;
  const when = first === last ? first : `${first} to ${last}`;
  return [
    `${String(at + 1).padStart(3)}. ${from} to ${addressSpace}: ${actual}, where the topology says ${predicted}`,
    `     ${counted(count, 'way')}, ${when}; one is ${messageId}`,
    ...(test === null ? [] : test.split('\n').map((line) => `       ${line}`)),
  ];
}

/** As `--down` is given to a shell. */
function hypothesisInWords({ down, explains, first, last, causes }: Hypothesis): string {
  const numbers = listed(causes.map((each) => String(each + 1)));
  return `  --down ${inQuotes(down)} explains ${counted(explains, 'way')} (${causes.length === 1 ? 'cause' : 'causes'} ${numbers}), ${first} to ${last}; nothing used it meanwhile.`;
}

function trafficInWords({ element, took, explained, causes }: Traffic): string {
  const other = took === explained ? '' : `, ${explained} of them as the topology says`;
  const numbers = causes.length === 0 ? '' : `; causes ${listed(causes.map((each) => String(each + 1)))}`;
  return `${String(took).padStart(9)}  ${element}${other}${numbers}`;
}

function countedInWords(names: readonly Counted[]): readonly string[] {
  const more = names.length > mostListed ? [`           and ${names.length - mostListed} more`] : [];
  return [...names.slice(0, mostListed).map(({ name, count }) => `${String(count).padStart(9)}  ${name}`), ...more];
}

function notesOf({
  rowsLeftOut: { odd, withoutMessage, late },
  unfinishedLogs,
  judgedEarly,
  verdicts: all,
}: LogReport): readonly string[] {
  const so = all['as predicted so far'];
  return [
    ...(so > 0
      ? [`  ${counted(so, 'way')} end without an end: logs of other servers, or later ones, are missing.`]
      : []),
    ...(unfinishedLogs > 0 ? [`  ${counted(unfinishedLogs, 'log')} ended in the middle of a row.`] : []),
    ...(odd > 0 ? [`  ${counted(odd, 'row')} did not fit the columns and were left out.`] : []),
    ...(withoutMessage > 0 ? [`  ${counted(withoutMessage, 'row')} named no message and were left out.`] : []),
    ...(late > 0 ? [`  ${counted(late, 'row')} came after their message was judged.`] : []),
    ...(judgedEarly > 0 ? [`  ${counted(judgedEarly, 'message')} had to be judged before all logs were read.`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The same of queues. */
export function sectionsOfQueues(report: QueueReport): readonly Section[] {
  const { queues, messages, elements, waiting, hypotheses, lacking, ignored } = report;
  const head = `${counted(queues, 'queue')}, ${counted(messages, 'message')} waiting, ${String(report.stuck)} of them stuck.`;
  const sections: Section[] = [
    {
      heading: head,
      lines:
        ignored === 0 ? [] : [`  ${counted(ignored, 'queue')} of copies or of mail not yet decided about left out.`],
    },
    { heading: 'What may be down', lines: hypotheses.map(queueHypothesisInWords) },
    { heading: 'What waits, and where it would go', lines: waiting.flatMap(waitingInWords) },
    { heading: 'By element', lines: elements.map(elementInWords) },
    { heading: 'Servers of queues that the topology lacks', lines: countedInWords(lacking) },
  ];
  return sections.filter(({ lines }, at) => at === 0 || lines.length > 0);
}

function queueHypothesisInWords({ down, messages, then }: QueueHypothesis): string {
  return `  --down ${inQuotes(down)} would hold up ${counted(messages, 'message')}: ${then}`;
}

function waitingInWords({
  server,
  queue,
  nextHop,
  status,
  messages,
  element,
  error,
  since,
  goes,
}: WaitingQueue): readonly string[] {
  const when = since === '' ? '' : `, since ${since}`;
  return [
    `${String(messages).padStart(9)}  ${server}\\${queue} for ${nextHop === '' ? '?' : nextHop}: ${status}${when}; ${element ?? 'not in the topology, or renamed since'}`,
    ...(error === '' ? [] : [`           ${error}`]),
    ...(goes === null ? [] : [`           by the topology: ${goes}`]),
  ];
}

function elementInWords({ element, messages, states, errors }: WaitingAt): string {
  const said = states.map(({ name, count }) => `${String(count)} ${name === '' ? 'unknown' : name}`).join(', ');
  return `${String(messages).padStart(9)}  ${element}: ${said}${errors.length === 0 ? '' : `; ${counted(errors.length, 'error')}`}`;
}
