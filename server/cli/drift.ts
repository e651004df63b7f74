import { compare } from '#core/interchange/drift/compare';
import type { Difference } from '#core/interchange/drift/difference';
import { serversOf } from '#core/interchange/drift/drift';
import { textFile, type ExportFile } from '#core/interchange/record';
import { faultsOf } from '#core/syntax/parse';
import type { Command } from './command.ts';
import { exportFilesAt } from './export-files.ts';
import { loadOne, type Loaded } from './load.ts';
import { printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

export const drift: Command = {
  name: 'drift',
  usage: 'FILE EXPORT... [--format text|json]',
  summary:
    'Compares a topology with what the servers say: an export of theirs, or the topology that an import made of one.',
  options: {},
  formats: ['text', 'json'],
  files: 'some',
  async run(call, terminal) {
    const [file = '', ...exports] = call.files;
    if (exports.length === 0) throw new CallError(`An EXPORT is missing. Usage: bridgehead drift ${drift.usage}`);
    const loaded = loadOne([file], terminal);
    refuseFaults(loaded);
    const servers = await serversOf(await given(exports, terminal));
    if (!servers.ok) throw new CallError(servers.error);
    const differences = compare(loaded, servers.value);
    if (call.value('format') === 'json') terminal.out(`${JSON.stringify(asJson(loaded, differences))}\n`);
    else terminal.out(asText(loaded, differences));
    return differences.length > 0 ? 1 : 0;
  },
};

async function given(paths: readonly string[], terminal: Terminal): Promise<readonly ExportFile[]> {
  const isTopology = (path: string): boolean => path.toLowerCase().endsWith('.topo');
  const topologies = paths.filter(isTopology).map((path) => textFile(path, terminal.read(path).replace(/^\ufeff/, '')));
  return [...topologies, ...(await exportFilesAt(paths.filter((path) => !isTopology(path))))];
}

/** Of a topology that is not understood in part, what it lacks would be told as a difference. */
function refuseFaults({ project, root }: Loaded): void {
  const faults = project.files.flatMap(({ tree }) => faultsOf(tree));
  if (faults.length === 0 && project.problems.length === 0) return;
  throw new CallError(`The topology has errors, so it cannot be compared; see bridgehead check ${root}`);
}

function asText(loaded: Loaded, differences: readonly Difference[]): string {
  if (differences.length === 0) return 'The servers say what the topology says.\n';
  const lines = differences.map(({ message, place }) => {
    const { start } = loaded.range(place);
    return `${place.file}:${String(start.line + 1)}:${String(start.character + 1)}: ${printable(message)}\n`;
  });
  return `${lines.join('')}${String(differences.length)} difference${differences.length === 1 ? '' : 's'}.\n`;
}

function asJson(loaded: Loaded, differences: readonly Difference[]) {
  return {
    format: 1,
    file: loaded.reportedPath(loaded.root),
    differences: differences.map(({ change, object, statement, item, topology, servers, message, place }) => ({
      change,
      object: { kind: object.kind, name: object.name, server: object.server ?? null },
      statement: statement ?? null,
      item: item ?? null,
      topology,
      servers,
      message,
      file: loaded.reportedPath(place.file),
      range: loaded.range(place),
    })),
  };
}
