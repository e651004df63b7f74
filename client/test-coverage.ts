// What tests have touched, in the shapes of VS Code's coverage view.

import { DeclarationCoverage, FileCoverage, Range, StatementCoverage, Uri, type FileCoverageDetail } from 'vscode';
import type { CoverageAnswer } from '#core/protocol/requests';
import { selectionOf } from './show-source.ts';

type FileAnswer = CoverageAnswer['files'][number];

export interface CoveredFile {
  readonly coverage: FileCoverage;
  readonly details: readonly FileCoverageDetail[];
}

/** A file with its declarations and lines, each with the number of tests whose messages passed it. */
export function coveredFile({ uri, declarations, lines }: FileAnswer): CoveredFile {
  const details = [
    ...declarations.map(
      (one) => new DeclarationCoverage(declarationName(one), one.count, selectionOf({ range: one.range })),
    ),
    ...lines.map(({ line, count }) => new StatementCoverage(count, new Range(line, 0, line, endOfLine))),
  ];
  return { coverage: FileCoverage.fromDetails(Uri.parse(uri, true), details), details };
}

function declarationName({ kind, name, connector }: FileAnswer['declarations'][number]): string {
  return connector === null ? `${kind} ${name}` : `${kind} ${name} of ${connector}`;
}

/** Further than any line goes; VS Code stops where the line does. */
const endOfLine = 10_000;
