// The mail systems whose exports can be imported, in the order in which a file is offered to them.

import { exchange2003 } from './exchange-2003/map.ts';
import { exchange } from './exchange/map.ts';
import { exim } from './exim/system.ts';
import type { MailSystem } from './part.ts';
import { postfix } from './postfix/system.ts';

export const mailSystems: readonly MailSystem[] = [exchange, exchange2003, exim, postfix];
