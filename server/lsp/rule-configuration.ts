// Severities of rules from the client: when it starts the server, when it tells that its settings changed, or asked for.

import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import { readRuleSettings } from '#core/analysis/rule-settings';
import type { ClientAbilities } from './client-abilities.ts';
import type { Session } from './session.ts';

const section = 'bridgehead';

export class RuleConfiguration {
  readonly #connection: Connection;
  readonly #session: Session;
  #isAskable = false;
  /** What was said last about settings that make no sense. */
  #said = '';
  #given = 0;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** What the client can do, and what it gave when it started the server. */
  begin({ settings }: Pick<ClientAbilities, 'settings'>, rules: unknown): void {
    this.#isAskable = settings;
    if (rules !== undefined) this.#take(rules);
  }

  /** The settings changed: these are they, or they have to be asked for. */
  async changed(settings: unknown): Promise<void> {
    const given = ++this.#given;
    const own = rulesIn(settings);
    if (own !== undefined) this.#take(own.rules);
    else if (this.#isAskable) {
      const asked: unknown = await this.#connection.workspace.getConfiguration(`${section}.rules`);
      if (given === this.#given) this.#take(asked);
    }
  }

  #take(rules: unknown): void {
    const { settings, problems } = readRuleSettings(rules);
    this.#session.setRules(settings);
    const message =
      problems.length === 0 ? '' : `Bridgehead leaves out what its rules cannot be set to. ${problems.join(' ')}`;
    if (message !== '' && message !== this.#said) {
      void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    this.#said = message;
  }
}

/** The rules among all settings; undefined where nothing is said of them. */
function rulesIn(settings: unknown): { readonly rules: unknown } | undefined {
  if (!isObject(settings)) return undefined;
  const own = settings[section];
  return isObject(own) && 'rules' in own ? { rules: own['rules'] } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
