import { Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';

interface Template extends QuickPickItem {
  /** Its file in media/templates, without the extension. */
  readonly id: string;
}

const templates: readonly Template[] = [
  {
    id: 'first-office',
    label: 'First office',
    description: 'one server',
    detail: 'Mail inside works, the way out is yours to build. The walkthrough begins here.',
  },
  {
    id: 'single-office',
    label: 'Single office with a smart host',
    description: '1 routing group, 1 server',
    detail: 'A virtual server of its own for Internet mail, relayed through a smart host.',
  },
  {
    id: 'two-sites',
    label: 'Two sites',
    description: '2 routing groups, 4 servers',
    detail: 'A connector each way over two bridgeheads, and a spare way out to the Internet.',
  },
  {
    id: 'hub-and-spoke',
    label: 'Hub and spoke',
    description: '4 routing groups, 5 servers',
    detail: 'Branch offices that reach each other and the Internet through headquarters.',
  },
  {
    id: 'four-cities',
    label: 'Four cities',
    description: '4 routing groups, 5 servers',
    detail: 'A cheap way and a spare way between cities, and a partner behind a smart host.',
  },
  {
    id: 'three-sites-dag',
    label: 'Three sites with a DAG',
    description: 'Exchange 2013 to Subscription Edition',
    detail: 'Databases over two sites, filters for Internet mail, and a smart host to Microsoft 365.',
  },
  {
    id: 'hub-and-spoke-sites',
    label: 'Hub site and branches',
    description: 'Exchange 2013 to Subscription Edition',
    detail: 'Mail between branches stops in the hub site; a scenario plays a line that fails.',
  },
];

/** Opens a new document made from a template: the one named, else the one that the user picks. */
export async function newFromTemplate(extension: Uri, id: unknown): Promise<TextDocument | undefined> {
  const template =
    templates.find((known) => known.id === id) ??
    (await window.showQuickPick(templates, { title: 'New Topology', placeHolder: 'What does it look like?' }));
  if (template === undefined) return undefined;
  const file = Uri.joinPath(extension, 'media', 'templates', `${template.id}.topo`);
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  const document = await workspace.openTextDocument({ language: 'topo', content });
  await window.showTextDocument(document);
  return document;
}
