import { analyze } from './analyze.ts';
import { anonymize } from './anonymize.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { readCall, type Command, type ExitStatus } from './command.ts';
import { exportCommand } from './export.ts';
import { drift } from './drift.ts';
import { fmt } from './fmt.ts';
import { graph } from './graph.ts';
import { importCommand } from './import.ts';
import { lsp } from './lsp.ts';
import { route } from './route.ts';
import { simulate } from './simulate.ts';
import { test } from './test.ts';
import { CallError, type Terminal } from './terminal.ts';

const commands: readonly Command[] = [
  check,
  route,
  simulate,
  test,
  analyze,
  graph,
  importCommand,
  fmt,
  exportCommand,
  drift,
  compare,
  anonymize,
  lsp,
];

/** Runs one call and returns its exit status. Faults of ours are caught here and nowhere else. */
export async function run(argv: readonly string[], terminal: Terminal, version: string): Promise<ExitStatus> {
  try {
    return await dispatch(argv, terminal, version);
  } catch (error) {
    if (error instanceof CallError) return reportCallError(error, argv, terminal);
    terminal.err(
      `bridgehead: this is a fault of Bridgehead's, not of your file. Please report it with these lines:\n` +
        `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 3;
  }
}

function dispatch(argv: readonly string[], terminal: Terminal, version: string): ExitStatus | Promise<ExitStatus> {
  const [name, ...rest] = argv;
  if (name === '--version') {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h') {
    terminal.out(help());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const said = name === undefined ? 'A command is missing.' : `'${name}' is no command.`;
    throw new CallError(`${said} There are ${commands.map((each) => each.name).join(', ')}; see bridgehead --help.`);
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`Usage: bridgehead ${command.name} ${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  return command.run(readCall(command, rest), terminal, version);
}

function help(): string {
  const lines = commands.map((command) => `  ${command.name} ${command.usage}\n      ${command.summary}`);
  return [
    'Usage: bridgehead COMMAND FILE ...',
    '',
    'Mail-routing topology as code. - reads standard input.',
    '',
    ...lines,
    '',
    '  --help      this text, or that of a command',
    '  --version   the version',
    '',
    'Exit status: 0 fine; 1 errors in the topology, a difference, or a message was not delivered; 2 the call or a file was',
    'wrong; 3 a fault of ours.',
    '',
  ].join('\n');
}

function reportCallError(error: CallError, argv: readonly string[], terminal: Terminal): ExitStatus {
  if (wantsJson(argv)) terminal.out(`${JSON.stringify({ format: 1, error: error.message })}\n`);
  else terminal.err(`bridgehead: ${error.message}\n`);
  return 2;
}

function wantsJson(argv: readonly string[]): boolean {
  return ['--format', '--report'].some(
    (option) => argv.includes(`${option}=json`) || argv.some((word, at) => word === option && argv[at + 1] === 'json'),
  );
}
