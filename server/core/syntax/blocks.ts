// The blocks of the language: which grammar rule says what stands in them, and what they are called.

import { isMark, tokenText, type Tokens } from './scan.ts';
import type { ModelName } from './statements/row.ts';
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
  /** The routing model whose word it is; left out for what every model has. */
  readonly model?: ModelName;
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
    holds: [
      'organization',
      'administrative group',
      'routing group',
      'site',
      'site link',
      'dag',
      'send connector',
      'foreign connector',
      'delivery agent connector',
      'senders',
      'host',
      'test',
      'scenario',
    ],
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
    model: 'exchange-2003',
    head: 'AdministrativeGroupHead',
    line: 'InAdministrativeGroup',
    statement: 'Nothing',
    called: 'in an administrative group',
    holds: ['routing group'],
    phrases: [],
  },
  'routing group': {
    model: 'exchange-2003',
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
    holds: ['virtual server', 'receive connector', 'database'],
    phrases: phrasesIn('server'),
  },
  'virtual server': {
    model: 'exchange-2003',
    head: 'VirtualServerHead',
    line: 'InVirtualServer',
    statement: 'VirtualServerStatement',
    called: 'in a virtual server',
    holds: [],
    phrases: phrasesIn('virtual server'),
  },
  'smtp connector': {
    model: 'exchange-2003',
    head: 'SmtpConnectorHead',
    line: 'InSmtpConnector',
    statement: 'SmtpConnectorStatement',
    called: 'in an SMTP connector',
    holds: [],
    phrases: phrasesIn('smtp connector'),
  },
  'routing group connector': {
    model: 'exchange-2003',
    head: 'RoutingGroupConnectorHead',
    line: 'InRoutingGroupConnector',
    statement: 'RoutingGroupConnectorStatement',
    called: 'in a routing group connector',
    holds: [],
    phrases: phrasesIn('routing group connector'),
  },
  'x400 connector': {
    model: 'exchange-2003',
    head: 'X400ConnectorHead',
    line: 'InX400Connector',
    statement: 'X400ConnectorStatement',
    called: 'in an X.400 connector',
    holds: [],
    phrases: phrasesIn('x400 connector'),
  },
  site: {
    model: 'exchange-2013',
    head: 'SiteHead',
    line: 'InSite',
    statement: 'SiteStatement',
    called: 'in a site',
    holds: ['server', 'edge server'],
    phrases: phrasesIn('site'),
  },
  'edge server': {
    model: 'exchange-2013',
    head: 'EdgeServerHead',
    line: 'InEdgeServer',
    statement: 'EdgeServerStatement',
    called: 'in an Edge server',
    holds: ['receive connector'],
    phrases: phrasesIn('edge server'),
  },
  database: {
    model: 'exchange-2013',
    head: 'DatabaseHead',
    line: 'InDatabase',
    statement: 'DatabaseStatement',
    called: 'in a database',
    holds: [],
    phrases: phrasesIn('database'),
  },
  'receive connector': {
    model: 'exchange-2013',
    head: 'ReceiveConnectorHead',
    line: 'InReceiveConnector',
    statement: 'ReceiveConnectorStatement',
    called: 'in a Receive connector',
    holds: [],
    phrases: phrasesIn('receive connector'),
  },
  'site link': {
    model: 'exchange-2013',
    head: 'SiteLinkHead',
    line: 'InSiteLink',
    statement: 'SiteLinkStatement',
    called: 'in a site link',
    holds: [],
    phrases: phrasesIn('site link'),
  },
  dag: {
    model: 'exchange-2013',
    head: 'DagHead',
    line: 'InDag',
    statement: 'DagStatement',
    called: 'in a DAG',
    holds: [],
    phrases: phrasesIn('dag'),
  },
  'send connector': {
    model: 'exchange-2013',
    head: 'SendConnectorHead',
    line: 'InSendConnector',
    statement: 'SendConnectorStatement',
    called: 'in a Send connector',
    holds: [],
    phrases: phrasesIn('send connector'),
  },
  'foreign connector': {
    model: 'exchange-2013',
    head: 'ForeignConnectorHead',
    line: 'InForeignConnector',
    statement: 'ForeignConnectorStatement',
    called: 'in a foreign connector',
    holds: [],
    phrases: phrasesIn('foreign connector'),
  },
  'delivery agent connector': {
    model: 'exchange-2013',
    head: 'DeliveryAgentConnectorHead',
    line: 'InDeliveryAgentConnector',
    statement: 'DeliveryAgentConnectorStatement',
    called: 'in a delivery agent connector',
    holds: [],
    phrases: phrasesIn('delivery agent connector'),
  },
  senders: {
    model: 'exchange-2003',
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
  'site link',
  'site',
  'server',
  'edge server',
  'virtual server',
  'receive connector',
  'database',
  'dag',
  'smtp connector',
  'x400 connector',
  'send connector',
  'foreign connector',
  'delivery agent connector',
  'senders',
  'host',
  'test',
  'scenario',
];

/** What holds the kinds that stand in others only; where there are two, each is of a routing model. */
export const homes: Partial<Record<BlockKind, readonly BlockKind[]>> = {
  'virtual server': ['server'],
  'receive connector': ['server', 'edge server'],
  database: ['server'],
  server: ['routing group', 'site'],
  'edge server': ['site'],
  'smtp connector': ['routing group'],
  'routing group connector': ['routing group'],
  'x400 connector': ['routing group'],
};

/** Kinds whose block may be left out. */
export const blockIsOptional: ReadonlySet<BlockKind> = new Set(['virtual server', 'receive connector', 'site link']);

/** What a kind is called in a sentence: 'SMTP connector'. */
export function titleOf(kind: BlockKind): string {
  return kind
    .replace('smtp', 'SMTP')
    .replace('x400', 'X.400')
    .replace('dag', 'DAG')
    .replace(/^(edge|send|receive) /, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

/** How deep a kind stands: a declaration closes whatever is open at its level or deeper. */
export function levelOf(kind: BlockKind): number {
  switch (kind) {
    case 'file':
      return -1;
    case 'organization':
    case 'administrative group':
    case 'site':
    case 'site link':
    case 'dag':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
    case 'senders':
    case 'host':
    case 'test':
    case 'scenario':
      return 0;
    case 'routing group':
      return 1;
    case 'server':
    case 'edge server':
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      return 2;
    case 'virtual server':
    case 'receive connector':
    case 'database':
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
