// Runs what the reader has read, with cmdlets that are given. Values are those of PowerShell: null, text, numbers, truths,
// lists and objects; text compares without regard to case, and what a pipeline leaves is nothing, one value or a list.

import { read, type Command, type Expression, type Statement, type Step } from './powershell-reader.ts';

export type Thing = null | string | number | boolean | readonly Thing[] | { readonly [property: string]: Thing };

/** A cmdlet: parameters by name, what comes through the pipe. */
export type Cmdlet = (named: ReadonlyMap<string, Thing>, input: readonly Thing[]) => Thing;

/** Runs a script; throws what it throws. */
export function run(script: string, cmdlets: Readonly<Record<string, Cmdlet>>, apply: boolean): void {
  const globals = new Map<string, Thing>([
    ['apply', apply],
    ['myinvocation', { MyCommand: { Path: 'C:\\Export\\apply.ps1' } }],
  ]);
  new Shell(cmdlets, globals, new Map()).run(read(script));
}

interface Defined {
  readonly parameters: readonly string[];
  readonly body: readonly Statement[];
}

class Shell {
  readonly #cmdlets: Readonly<Record<string, Cmdlet>>;
  readonly #variables: Map<string, Thing>;
  readonly #functions: Map<string, Defined>;

  constructor(
    cmdlets: Readonly<Record<string, Cmdlet>>,
    variables: Map<string, Thing>,
    functions: Map<string, Defined>,
  ) {
    this.#cmdlets = cmdlets;
    this.#variables = variables;
    this.#functions = functions;
  }

  /** What the statements leave in the pipe. */
  run(statements: readonly Statement[]): Thing[] {
    return statements.flatMap((statement) => this.#statement(statement));
  }

  #statement(statement: Statement): readonly Thing[] {
    switch (statement.kind) {
      case 'parameters':
        return [];
      case 'function':
        this.#functions.set(statement.name, statement);
        return [];
      case 'assign':
        this.#variables.set(statement.name, this.value(statement.value));
        return [];
      case 'throw':
        throw new Error(textOf(this.value(statement.value)));
      case 'if':
        return this.run(isTrue(this.value(statement.condition)) ? statement.then : statement.else);
      case 'run':
        return streamOf(this.value(statement.pipeline));
    }
  }

  value(expression: Expression): Thing {
    switch (expression.kind) {
      case 'text':
        return expression.text;
      case 'number':
        return expression.value;
      case 'variable':
        return this.#variable(expression.name);
      case 'list':
        return expression.items.map((item) => this.value(item));
      case 'array': {
        const { of } = expression;
        // @($null) is a list of one, @(…) of a pipeline what it leaves.
        return of.kind === 'pipeline' ? this.#stream(of.steps) : listOf(this.value(of));
      }
      case 'cast':
        return expression.type === 'string' ? textOf(this.value(expression.of)) : this.value(expression.of);
      case 'member':
        return this.#member(
          this.value(expression.of),
          expression.name,
          expression.args?.map((each) => this.value(each)),
        );
      case 'index':
        return listOf(this.value(expression.of))[Number(this.value(expression.at))] ?? null;
      case 'operator':
        return this.#operator(expression.operator, expression.left, expression.right);
      case 'not':
        return !isTrue(this.value(expression.of));
      case 'block':
        throw new Error('A block is no value here.');
      case 'pipeline':
        return collected(this.#stream(expression.steps));
    }
  }

  #variable(name: string): Thing {
    if (name === 'null') return null;
    if (name === 'true' || name === 'false') return name === 'true';
    const value = this.#variables.get(name);
    // Set-StrictMode
    if (value === undefined) throw new Error(`$${name} has not been set.`);
    return value;
  }

  #member(of: Thing, name: string, args: readonly Thing[] | undefined): Thing {
    if (name === 'Count' && Array.isArray(of)) return of.length;
    if (name === 'ToLowerInvariant' && args !== undefined) return textOf(of).toLowerCase();
    if (name === 'ToString' && args !== undefined) return textOf(of);
    if (of === null || typeof of !== 'object' || Array.isArray(of)) throw new Error(`There is no property ${name}.`);
    const found = Object.entries(of).find(([property]) => property.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw new Error(`There is no property ${name}.`);
    return found[1];
  }

  #operator(operator: string, left: Expression, right: Expression): Thing {
    if (operator === '-and') return isTrue(this.value(left)) && isTrue(this.value(right));
    if (operator === '-or') return isTrue(this.value(left)) || isTrue(this.value(right));
    const [one, other] = [this.value(left), this.value(right)];
    switch (operator) {
      case '-eq':
        return isSame(one, other);
      case '-ne':
        return !isSame(one, other);
      case '-gt':
        return Number(one) > Number(other);
      case '-f':
        return textOf(one).replace(/\{(\d)\}/g, (_, at: string) => textOf(listOf(other)[Number(at)] ?? null));
      case '-join':
        return listOf(one).map(textOf).join(textOf(other));
      case '-split':
        return textOf(one).split(new RegExp(textOf(other), 'i'));
      case '-replace': {
        const [found = '', put = ''] = listOf(other).map(textOf);
        return textOf(one).replace(new RegExp(found, 'gi'), put);
      }
      case '-match': {
        const groups = new RegExp(textOf(other), 'i').exec(textOf(one));
        if (groups !== null) this.#variables.set('matches', [...groups]);
        return groups !== null;
      }
      default:
        throw new Error(`There is no operator ${operator}.`);
    }
  }

  #stream(steps: readonly Step[]): readonly Thing[] {
    let input: readonly Thing[] = [];
    for (const [at, step] of steps.entries()) {
      input = step.kind === 'command' ? this.#command(step, input) : at === 0 ? streamOf(this.value(step)) : [];
    }
    return input;
  }

  #command({ name, named, positional }: Command, input: readonly Thing[]): readonly Thing[] {
    const [first] = positional;
    switch (name) {
      case 'Set-StrictMode':
      case 'Write-Output':
        return [];
      case 'Where-Object':
        return input.filter((each) => isTrue(collected(this.#block(first, each))));
      case 'ForEach-Object':
        return input.flatMap((each) => this.#block(first, each));
      case 'Sort-Object':
        return [...input].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
      case 'Get-Date':
        return ['20260302-080000'];
      case 'Split-Path':
        return ['C:\\Export'];
      case 'Join-Path':
        return [positional.map((each) => textOf(this.value(each))).join('\\')];
    }
    const defined = this.#functions.get(name.toLowerCase());
    if (defined !== undefined)
      return this.#call(
        defined,
        positional.map((each) => this.value(each)),
      );
    const cmdlet = this.#cmdlets[name];
    if (cmdlet === undefined) throw new Error(`There is no command ${name}.`);
    if (positional.length > 0) throw new Error(`${name} is given something without a name.`);
    const values = new Map([...named].map(([key, value]) => [key, value === undefined ? true : this.value(value)]));
    return streamOf(cmdlet(values, input));
  }

  #call({ parameters, body }: Defined, values: readonly Thing[]): readonly Thing[] {
    const scope = new Map(this.#variables);
    for (const [at, name] of parameters.entries()) scope.set(name, values[at] ?? null);
    return new Shell(this.#cmdlets, scope, this.#functions).run(body);
  }

  #block(block: Expression | undefined, it: Thing): readonly Thing[] {
    if (block?.kind !== 'block') throw new Error('A block is missing.');
    return new Shell(this.#cmdlets, new Map([...this.#variables, ['_', it]]), this.#functions).run(block.body);
  }
}

/** Nothing, one value, or a list. */
function collected(stream: readonly Thing[]): Thing {
  return stream.length === 0 ? null : stream.length === 1 ? (stream[0] ?? null) : stream;
}

/** A list goes through a pipe item by item; nothing does, too, as one. */
function streamOf(value: Thing): readonly Thing[] {
  return Array.isArray(value) ? (value as readonly Thing[]) : value === null ? [] : [value];
}

function listOf(value: Thing): readonly Thing[] {
  return Array.isArray(value) ? (value as readonly Thing[]) : [value];
}

export function textOf(value: Thing): string {
  if (value === null) return '';
  if (value === true || value === false) return value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return String(value);
}

function isTrue(value: Thing): boolean {
  if (Array.isArray(value)) return value.length > 1 || isTrue((value[0] as Thing | undefined) ?? null);
  return value !== null && value !== false && value !== '' && value !== 0;
}

function isSame(one: Thing, other: Thing): boolean {
  if (one === null || other === null) return one === other;
  return textOf(one).toLowerCase() === textOf(other).toLowerCase();
}
