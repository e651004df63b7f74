// The mail systems whose exports can be imported, in the order in which a file is offered to them.

import { exchange } from './exchange/map.ts';
import { exchange2003 } from './exchange-2003/map.ts';
import type { MailSystem } from './part.ts';
import { postfix } from './postfix/system.ts';

export const mailSystems: readonly MailSystem[] = [exchange, exchange2003, postfix];
