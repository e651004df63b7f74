// When the window comes up empty: a topology, and its preview beside it. A reloaded window keeps what it had open.
const { commands, window, workspace, Uri } = require('vscode');

exports.activate = async function activate() {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined || window.tabGroups.all.some((group) => group.tabs.length > 0)) return;
  await commands.executeCommand('vscode.open', Uri.joinPath(folder.uri, 'tazmania.topo'), { preview: false });
  await commands.executeCommand('bridgehead.openPreviewToSide');
};
