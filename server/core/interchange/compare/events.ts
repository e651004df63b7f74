// What the events of tracking logs say about a message's way, in both generations; everything else of them plays no part.

/** What happens to a message on a server. */
export type Happens =
  /** It begins there. */
  | 'start'
  /** It comes from another server, or from outside. */
  | 'arrive'
  /** The server hands it to another. */
  | 'send'
  /** The server begins to hand it on; whether it could is not said. */
  | 'try'
  | 'deliver'
  | 'fail'
  | 'wait'
  /** A recipient becomes others: a group its members, a contact its target. */
  | 'become';

/** Events of Exchange 2007 and later: message-tracking.md of Microsoft's documentation, "Event types". */
const ofToday: ReadonlyMap<string, Happens> = new Map<string, Happens>([
  ['SUBMIT', 'start'],
  ['DSN', 'start'],
  ['SEND', 'send'],
  ['SENDEXTERNAL', 'send'],
  ['DELIVER', 'deliver'],
  ['DUPLICATEDELIVER', 'deliver'],
  ['FAIL', 'fail'],
  ['BADMAIL', 'fail'],
  ['POISONMESSAGE', 'fail'],
  ['DROP', 'fail'],
  ['DEFER', 'wait'],
  ['EXPAND', 'become'],
  ['REDIRECT', 'become'],
  ['RESOLVE', 'become'],
]);

const ignoredToday: ReadonlySet<string> = new Set([
  'AGENTINFO', 'DUPLICATEEXPAND', 'DUPLICATEREDIRECT', 'HADISCARD', 'HARECEIVE', 'HAREDIRECT', 'HAREDIRECTFAIL',
  'INITMESSAGECREATED', 'LOAD', 'MODERATIONEXPIRE', 'MODERATORAPPROVE', 'MODERATORREJECT', 'MODERATORSALLNDR',
  'NOTIFYMAPI', 'NOTIFYSHADOW', 'POISONMESSAGERESUBMIT', 'PROCESS', 'PROCESSMEETINGMESSAGE', 'RESUBMIT', 'RESUBMITDEFER',
  'RESUBMITFAIL', 'SUBMITDEFER', 'SUBMITFAIL', 'SUPPRESSED', 'THROTTLE', 'TRANSFER', 'CREATE', 'RESETADDRESS',
]); // prettier-ignore

/** Event numbers of Exchange 2000 and 2003 [KB 246965, KB 821905]. */
const of2003: ReadonlyMap<string, Happens> = new Map<string, Happens>([
  ['1027', 'start'],
  ['1019', 'arrive'],
  ['1020', 'try'],
  ['1031', 'send'],
  ['1023', 'deliver'],
  ['1028', 'deliver'],
  ['9', 'deliver'],
  ['1021', 'fail'],
  ['1022', 'fail'],
  ['1026', 'fail'],
  ['1030', 'fail'],
  ['1032', 'wait'],
  ['1035', 'wait'],
  ['1037', 'wait'],
]);

const ignored2003: ReadonlySet<string> = new Set([
  '0', '1', '2', '3', '4', '5', '6', '7', '8', '10', '23', '26', '27', '28', '29', '30', '31', '32', '33', '34', '43',
  '50', '51', '52', '57', '1000', '1001', '1002', '1003', '1004', '1005', '1006', '1007', '1010', '1011', '1012', '1013',
  '1014', '1015', '1016', '1017', '1018', '1024', '1025', '1029', '1033', '1034', '1036', '1038', '1039', '1040', '1041',
  '1042', '1043',
]); // prettier-ignore

/** What an event says; `ignored` where it is known to say nothing of ways, undefined where nobody knows it. */
export function meaningOf(event: string, source: string, is2003: boolean): Happens | 'ignored' | undefined {
  if (is2003) return of2003.get(event) ?? (ignored2003.has(event) ? 'ignored' : undefined);
  const name = event.toUpperCase();
  if (name === 'RECEIVE') return source.toUpperCase() === 'SMTP' ? 'arrive' : 'start';
  return ofToday.get(name) ?? (ignoredToday.has(name) ? 'ignored' : undefined);
}
