// What a file is that no reader knows, as far as it shows, and what to hand over instead.

const kinds: readonly (readonly [form: RegExp, says: string])[] = [
  [
    /^\s*-{3,}(?: +-{3,})+\s*$/m,
    'This is a table for reading, which leaves most out. Print the same with | Export-Clixml FILE, or with | Format-List.',
  ],
  [
    /^#Software: Microsoft Exchange|^# Message Tracking Log File|^#Log-type: Message Tracking/m,
    'This is a message tracking log. It is compared with a topology: bridgehead compare FILE.topo --log PATH.',
  ],
  [
    /\bNextHopDomain\b/,
    'These are queues. They are looked at with a topology: bridgehead compare FILE.topo --queues PATH.',
  ],
  [
    /\bPrimarySmtpAddress\b/,
    'This is a list of mailboxes. It says where they are in what is imported with it: exports of Exchange.',
  ],
  [/^\s*(?:organization|routing group|site)\s+\S/m, 'This is a topology already.'],
];

/** One sentence or two about a file that begins so; undefined where nothing tells what it is. */
export function knownByForm(head: string): string | undefined {
  return kinds.find(([form]) => form.test(head))?.[1];
}
