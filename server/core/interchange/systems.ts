// The mail systems whose exports can be imported, in the order in which a file is offered to them.

import { anyExchange } from './exchange-beside-2003/system.ts';
import { exim } from './exim/system.ts';
import type { MailSystem } from './part.ts';
import { postfix } from './postfix/system.ts';

export const mailSystems: readonly MailSystem[] = [anyExchange, exim, postfix];
