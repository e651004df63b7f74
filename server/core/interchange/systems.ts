// The mail systems whose exports can be imported, in the order in which a file is offered to them.

import type { MailSystem } from './part.ts';
import { postfix } from './postfix/system.ts';

export const mailSystems: readonly MailSystem[] = [postfix];
