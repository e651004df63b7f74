import { keyOf } from '#core/model/keys';
import type { FileId, Key, Scenario, Test } from '#core/model/topology';
import { declarationRange } from '#core/syntax/places';
import type { Span } from '#core/syntax/tree';
import { rangeOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';
import type { Range } from 'vscode-languageserver';

/** Where a test or a scenario is written. */
export interface DeclaredTest {
  readonly source: SourceFile;
  readonly range: Range;
}

/** Finds the block of each test and scenario of the topology; the first of several of one name. */
export function declaredTests({ project, sourceOf }: Snapshot): (test: Test | Scenario) => DeclaredTest | undefined {
  const blocks = new Map<string, { readonly file: FileId; readonly span: Span }>();
  for (const { file, tree } of project.files) {
    for (const declaration of tree.declarations.filter(({ kind }) => kind === 'test' || kind === 'scenario')) {
      const key = declaration.name && blockKey(declaration.kind, keyOf(declaration.name.value));
      if (key !== undefined && !blocks.has(key)) blocks.set(key, { file, span: declarationRange(tree, declaration) });
    }
  }
  return ({ kind, key }) => {
    const block = blocks.get(blockKey(kind, key));
    const source = block && sourceOf(block.file);
    return source && { source, range: rangeOf(source, block.span) };
  };
}

function blockKey(kind: string, key: Key): string {
  return `${kind} ${key}`;
}
