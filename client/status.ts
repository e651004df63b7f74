// Two entries of the language status (the braces in the status bar): the topology at hand with what is wrong in it, and
// the language server.

import {
  DiagnosticSeverity,
  languages,
  LanguageStatusSeverity,
  Uri,
  window,
  type Disposable,
  type LanguageStatusItem,
} from 'vscode';
import { counted } from './counted.ts';
import type { LanguageServer, ServerState } from './language-server.ts';
import { shownName, type Topologies } from './topologies.ts';

export function showStatus(server: LanguageServer, topologies: Topologies): Disposable[] {
  const topology = languages.createLanguageStatusItem('bridgehead.topology', { language: 'topo' });
  topology.name = 'Mail Topology';
  topology.command = { title: 'Problems', command: 'workbench.actions.view.problems' };
  const state = languages.createLanguageStatusItem('bridgehead.server', { language: 'topo' });
  state.name = 'Bridgehead Language Server';
  const showTopology = (): void => {
    describeTopology(topology, topologies);
  };
  describeServer(state, server.state);
  showTopology();
  return [
    topology,
    state,
    server.onDidChangeState((now) => {
      describeServer(state, now);
    }),
    server.onDidChangeTopology(showTopology),
    languages.onDidChangeDiagnostics(showTopology),
    window.onDidChangeActiveTextEditor(showTopology),
  ];
}

function describeTopology(item: LanguageStatusItem, topologies: Topologies): void {
  const document = window.activeTextEditor?.document.uri;
  if (document === undefined) return;
  const root = topologies.rootOf(document) ?? document.toString();
  const found = topologies.partsOf(root).flatMap((uri) => languages.getDiagnostics(Uri.parse(uri, true)));
  const errors = found.filter(({ severity }) => severity === DiagnosticSeverity.Error).length;
  const warnings = found.filter(({ severity }) => severity === DiagnosticSeverity.Warning).length;
  item.text = shownName(root);
  const said = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  item.detail = said.join(', ') || 'No problems';
  item.severity =
    errors > 0
      ? LanguageStatusSeverity.Error
      : warnings > 0
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
}

function describeServer(item: LanguageStatusItem, state: ServerState): void {
  const isDown = state === 'failed' || state === 'stopped';
  item.busy = state === 'starting';
  item.text = stateTexts[state];
  item.severity = isDown ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.command = isDown
    ? { title: 'Restart', command: 'bridgehead.restartServer' }
    : { title: 'Show Log', command: 'bridgehead.showLog' };
}

const stateTexts: Record<ServerState, string> = {
  starting: 'Language server is starting',
  running: 'Language server is running',
  failed: 'Language server did not start',
  stopped: 'Language server has stopped',
};
