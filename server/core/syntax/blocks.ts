// The blocks of the language: which grammar rule says what stands in them, and what they are called.

import { isMark, tokenText, type Tokens } from './scan.ts';
import { phrasesIn } from './statements/table.ts';
import type { BlockKind, DeclarationKind } from './tree.ts';

/** A block, to the grammar and to people. */
export interface Block {
  /** The grammar's rule for the head of the declaration. */
  readonly head: string | undefined;
  /** The grammar's rule for what may begin a line in it, heads included. */
  readonly line: string;
  /** The grammar's rule for its statements. */
  readonly statement: string;
  /** In a sentence, with its preposition: "… belongs in a server". */
  readonly called: string;
  /** The first words of its statements, whole phrases. */
  readonly phrases: readonly string[];
  /** What can be declared in it. */
  readonly holds: readonly DeclarationKind[];
}

export const blocks: Readonly<Record<BlockKind, Block>> = {
  unknown: {
    head: undefined,
    line: 'InFile',
    statement: 'Nothing',
    called: 'here',
    holds: [],
    phrases: [],
  },
  file: {
    head: undefined,
    line: 'InFile',
    statement: 'Include',
    called: 'outside of all blocks',
    holds: ['organization', 'administrative group', 'routing group', 'senders', 'host', 'test', 'scenario'],
    phrases: ['include'],
  },
  organization: {
    head: 'OrganizationHead',
    line: 'InOrganization',
    statement: 'OrganizationStatement',
    called: 'in the organization',
    holds: [],
    phrases: phrasesIn('organization'),
  },
  'administrative group': {
    head: 'AdministrativeGroupHead',
    line: 'InAdministrativeGroup',
    statement: 'Nothing',
    called: 'in an administrative group',
    holds: ['routing group'],
    phrases: [],
  },
  'routing group': {
    head: 'RoutingGroupHead',
    line: 'InRoutingGroup',
    statement: 'RoutingGroupStatement',
    called: 'in a routing group',
    holds: ['server', 'smtp connector', 'routing group connector', 'x400 connector'],
    phrases: phrasesIn('routing group'),
  },
  server: {
    head: 'ServerHead',
    line: 'InServer',
    statement: 'ServerStatement',
    called: 'in a server',
    holds: ['virtual server'],
    phrases: phrasesIn('server'),
  },
  'virtual server': {
    head: 'VirtualServerHead',
    line: 'InVirtualServer',
    statement: 'VirtualServerStatement',
    called: 'in a virtual server',
    holds: [],
    phrases: phrasesIn('virtual server'),
  },
  'smtp connector': {
    head: 'SmtpConnectorHead',
    line: 'InSmtpConnector',
    statement: 'SmtpConnectorStatement',
    called: 'in an SMTP connector',
    holds: [],
    phrases: phrasesIn('smtp connector'),
  },
  'routing group connector': {
    head: 'RoutingGroupConnectorHead',
    line: 'InRoutingGroupConnector',
    statement: 'RoutingGroupConnectorStatement',
    called: 'in a routing group connector',
    holds: [],
    phrases: phrasesIn('routing group connector'),
  },
  'x400 connector': {
    head: 'X400ConnectorHead',
    line: 'InX400Connector',
    statement: 'X400ConnectorStatement',
    called: 'in an X.400 connector',
    holds: [],
    phrases: phrasesIn('x400 connector'),
  },
  senders: {
    head: 'SendersHead',
    line: 'InSenders',
    statement: 'SendersStatement',
    called: 'in a group of senders',
    holds: [],
    phrases: phrasesIn('senders'),
  },
  host: {
    head: 'HostHead',
    line: 'InHost',
    statement: 'HostStatement',
    called: 'in a host',
    holds: [],
    phrases: phrasesIn('host'),
  },
  test: {
    head: 'TestHead',
    line: 'InTest',
    statement: 'TestStatement',
    called: 'in a test',
    holds: [],
    phrases: phrasesIn('test'),
  },
  scenario: {
    head: 'ScenarioHead',
    line: 'InScenario',
    statement: 'ScenarioStatement',
    called: 'in a scenario',
    holds: [],
    phrases: phrasesIn('scenario'),
  },
};

/** The words that a declaration of each kind begins with. */
export const declarationKinds: readonly DeclarationKind[] = [
  'organization',
  'administrative group',
  'routing group connector',
  'routing group',
  'server',
  'virtual server',
  'smtp connector',
  'x400 connector',
  'senders',
  'host',
  'test',
  'scenario',
];

/** What holds the kinds that stand in one other only. */
export const homes: Partial<Record<BlockKind, BlockKind>> = {
  'virtual server': 'server',
  server: 'routing group',
  'smtp connector': 'routing group',
  'routing group connector': 'routing group',
  'x400 connector': 'routing group',
};

/** What a kind is called in a sentence: 'SMTP connector'. */
export function titleOf(kind: BlockKind): string {
  return kind.replace('smtp', 'SMTP').replace('x400', 'X.400');
}

/** How deep a kind stands: a declaration closes whatever is open at its level or deeper. */
export function levelOf(kind: BlockKind): number {
  switch (kind) {
    case 'file':
      return -1;
    case 'organization':
    case 'administrative group':
    case 'senders':
    case 'host':
    case 'test':
    case 'scenario':
      return 0;
    case 'routing group':
      return 1;
    case 'server':
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      return 2;
    case 'virtual server':
      return 3;
    case 'unknown':
      return 4;
  }
}

/** The words at token `i` that a statement of the block begins with; not when they stand there as one more item of a list. */
export function phraseAt(block: Block, tokens: Tokens, i: number): string | undefined {
  const first = tokenText(tokens, i);
  const found = block.phrases.filter((phrase) => phrase.startsWith(first) && isPhraseAt(phrase, tokens, i));
  return found.sort((one, other) => other.length - one.length)[0];
}

function isPhraseAt(phrase: string, tokens: Tokens, i: number): boolean {
  const words = phrase.split(' ');
  const next = i + words.length;
  const isItem = isMark(tokens, next, ',') || isMark(tokens, next, '/');
  return !isItem && words.every((word, n) => tokenText(tokens, i + n) === word);
}
