// The mail systems whose exports can be imported, in the order in which a file is offered to them.

import { exim } from './exim/system.ts';
import type { MailSystem } from './part.ts';

export const mailSystems: readonly MailSystem[] = [exim];
