import type { SpareServer } from '#core/weaknesses/spare-servers';
import { found } from './fact.ts';
import { rule } from './rule.ts';

/**
 * When this server fails, mail waits that another one of its group could carry, if it were listed as
 * bridgehead or target too (routing.md M15). Said only where that was tried out and helps: what takes another server, and
 * mailboxes that are on no other one, are in `Bridgehead: Analyze Failures` and `bridgehead analyze`. At most the twenty
 * worst are told, and organizations of more than 50 routing groups are analyzed only there.
 */
export const strandingFailure = rule({
  code: 'stranding-failure',
  severity: 'info',
  over: found(({ points }) => points),
  reads: {},
  *check({ element, server, saves, remedy, additions }: SpareServer) {
    yield {
      place: { declared: { kind: 'server', key: server } },
      message: `When ${element} fails, mail ${saves} waits, though another server could carry it. ${remedy}`,
      fixes: [
        {
          title: remedy.replace(/\.$/, ''),
          edits: additions.map(({ connector, line }) => ({
            endOf: { kind: 'connector', key: connector },
            lines: [line],
          })),
          preferred: false,
        },
      ],
    };
  },
});
