import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { NodeKind, Places } from '#core/graph/scene';
import { dnsId, internetId, type ElementId } from '#core/model/element';

interface ElementItem extends QuickPickItem {
  readonly element?: ElementId;
}

/** Asks which elements are to be off together; undefined when the user turns away or picks none. */
export async function pickElements(
  places: Places,
  options: { readonly title: string; readonly picked: readonly ElementId[] },
): Promise<readonly ElementId[] | undefined> {
  const items = offered(places).map((item) => ({
    ...item,
    picked: item.element !== undefined && options.picked.includes(item.element),
  }));
  const chosen = await window.showQuickPick(items, {
    title: options.title,
    placeHolder: 'Tick what is off during the maintenance, then press Enter',
    canPickMany: true,
    matchOnDescription: true,
  });
  const elements = (chosen ?? []).flatMap(({ element }) => element ?? []);
  if (elements.length > 0) return elements;
  if (chosen !== undefined) void window.showInformationMessage('Nothing was ticked, so there is nothing to check.');
  return undefined;
}

function offered(places: Places): readonly ElementItem[] {
  const names = new Map(places.nodes.map(({ id, name }) => [id, name]));
  const ofKind = (kind: NodeKind, icon: string): ElementItem[] =>
    places.nodes
      .filter((node) => node.kind === kind)
      .flatMap(({ id, name, parent }) => {
        const description = [kind === 'host' ? 'smart host' : kind, parent && names.get(parent)];
        const item = { label: `$(${icon}) ${name}`, description: description.filter(Boolean).join(' · ') };
        return id === internetId ? [] : [{ ...item, element: id }];
      });
  const connectors = new Map<ElementId, ElementItem>(
    places.edges.map(({ element, name, kind, detail }) => [
      element,
      { label: `$(arrow-right) ${name}`, description: `${kind} · ${detail}`, element },
    ]),
  );
  const sections: readonly (readonly [string, readonly ElementItem[]])[] = [
    ['servers', ofKind('server', 'server')],
    ['connectors', [...connectors.values()]],
    ['smart hosts', ofKind('host', 'vm')],
    ['virtual servers', ofKind('virtual server', 'plug')],
    ['routing groups', ofKind('routing group', 'organization')],
    ['sites', ofKind('site', 'organization')],
    ['outside', [{ label: '$(globe) DNS', description: 'no outside domain is found', element: dnsId }]],
  ];
  return sections.flatMap(([label, items]) =>
    items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items],
  );
}
