import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CallError, type Terminal } from './terminal.ts';

/** 0 fine, 1 findings, 2 the call or a file was wrong, 3 a fault of ours (docs/language.md, Command line). */
export type ExitStatus = 0 | 1 | 2 | 3;

/** A command's options and files as they were given. */
export interface Call {
  readonly files: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** The values of each option, in order. */
  values(option: string): readonly string[];
  /** The last value of an option. */
  value(option: string): string | undefined;
}

export interface Command {
  readonly name: string;
  /** What stands behind the command's name in the help. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, 'flag' | 'value' | 'values'>>;
  readonly formats: readonly string[];
  /** Formats that people ask for and do not get here, each with a sentence that says where they do. */
  readonly refusedFormats?: Readonly<Record<string, string>>;
  readonly files: 'none' | 'one' | 'some';
  run(call: Call, terminal: Terminal, version: string): ExitStatus | Promise<ExitStatus>;
}

/** Reads a command's arguments; throws a `CallError` that says what is wrong with them. */
export function readCall(command: Command, argv: readonly string[]): Call {
  const parsed = parse(command, argv);
  checkFiles(command, parsed.positionals);
  const given = (option: string) => [parsed.values[option] ?? []].flat().filter((value) => typeof value === 'string');
  const call: Call = {
    files: parsed.positionals,
    flags: new Set(Object.keys(parsed.values).filter((option) => parsed.values[option] === true)),
    values: given,
    value: (option) => given(option).at(-1),
  };
  const format = call.value('format');
  if (format !== undefined && !command.formats.includes(format)) {
    const refused = command.refusedFormats?.[format];
    if (refused !== undefined) throw new CallError(refused);
    throw new CallError(`'${format}' is no format of '${command.name}'. It has ${command.formats.join(', ')}.`);
  }
  return call;
}

function parse(command: Command, argv: readonly string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, kind] of Object.entries(command.options)) {
    options[name] = { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'values' };
  }
  if (command.formats.length > 0) options['format'] = { type: 'string' };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/[.\n]/, 1)[0] ?? '') : String(error);
    throw new CallError(`${reason}. Usage: bridgehead ${command.name} ${command.usage}`);
  }
}

function checkFiles(command: Command, files: readonly string[]): void {
  const usage = `Usage: bridgehead ${command.name} ${command.usage}`;
  if (command.files === 'none' && files.length > 0) throw new CallError(`'${command.name}' takes no file. ${usage}`);
  if (command.files !== 'none' && files.length === 0) throw new CallError(`A FILE is missing. ${usage}`);
  if (command.files === 'one' && files.length > 1) throw new CallError(`'${command.name}' takes one FILE. ${usage}`);
  if (files.filter((file) => file === '-').length > 1) throw new CallError(`Standard input can be read once only.`);
}
