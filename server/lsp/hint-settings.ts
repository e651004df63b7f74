// Which hints somebody wants between the words: asked of the client when they are first needed, and again when it says
// that its settings changed.

import { InlayHintRefreshRequest } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { everyHint, type HintsWanted } from '../features/inlay-hint.ts';
import type { ClientAbilities } from './client-abilities.ts';

const section = 'bridgehead';

export class HintSettings {
  readonly #connection: Connection;
  readonly #client: Readonly<ClientAbilities>;
  #wanted: Promise<HintsWanted> | undefined;

  constructor(connection: Connection, client: Readonly<ClientAbilities>) {
    this.#connection = connection;
    this.#client = client;
  }

  /** The settings changed; a client that cannot be asked sends them along. */
  changed(settings: unknown): void {
    this.#wanted = this.#client.settings ? undefined : Promise.resolve(hintsIn(fieldsOf(settings)[section]));
    this.refresh();
  }

  wanted(): Promise<HintsWanted> {
    this.#wanted ??= this.#client.settings ? this.#ask() : Promise.resolve(everyHint);
    return this.#wanted;
  }

  /** What hints say may have changed although their document did not. */
  refresh(): void {
    if (this.#client.refreshesHints) void this.#connection.sendRequest(InlayHintRefreshRequest.type);
  }

  async #ask(): Promise<HintsWanted> {
    try {
      return hintsIn(await this.#connection.workspace.getConfiguration(section));
    } catch {
      return everyHint;
    }
  }
}

/** What is not said to be off is on. */
export function hintsIn(settings: unknown): HintsWanted {
  const said = fieldsOf(fieldsOf(settings)['inlayHints']);
  return {
    costs: said['costs'] !== false,
    virtualServers: said['virtualServers'] !== false,
    routes: said['routes'] !== false,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return { ...(typeof value === 'object' ? value : {}) };
}
