// Reads the part of PowerShell that our scripts are written in, by the rules of the language (about_Quoting_Rules,
// about_Parsing, about_Operators): what would mean something else to PowerShell than to us is not read at all.

export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'array'; readonly of: Expression }
  | { readonly kind: 'cast'; readonly type: string; readonly of: Expression }
  | {
      readonly kind: 'member';
      readonly of: Expression;
      readonly name: string;
      readonly args: readonly Expression[] | undefined;
    }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'pipeline'; readonly steps: readonly Step[] };

export type Step = Expression | Command;

export interface Command {
  readonly kind: 'command';
  readonly name: string;
  readonly named: ReadonlyMap<string, Expression | undefined>;
  readonly positional: readonly Expression[];
}

export type Statement =
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
    }
  | { readonly kind: 'throw'; readonly value: Expression }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly parameters: readonly string[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'parameters'; readonly names: readonly string[] }
  | { readonly kind: 'run'; readonly pipeline: Expression };

interface Token {
  readonly kind: 'text' | 'variable' | 'number' | 'word' | 'parameter' | 'sign' | 'end';
  readonly text: string;
  /** Whether a blank stands before it. */
  readonly isApart: boolean;
}

const quotes = "'\u2018\u2019\u201a\u201b";
const units: Readonly<Record<string, number>> = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** The tokens of a script; throws at what our scripts must not hold. */
export function tokensOf(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = script.startsWith('\ufeff') ? 1 : 0;
  while (at < script.length) {
    const before = at;
    while (' \t'.includes(script.charAt(at)) && at < script.length) at++;
    const isApart = at > before || at === 0;
    const rest = script.slice(at);
    const push = (kind: Token['kind'], length: number, text = rest.slice(0, length)) => {
      tokens.push({ kind, text, isApart });
      at += length;
    };
    const [first = ''] = rest;
    if (rest === '') break;
    if (first === '#') at += (/^[^\r\n]*/.exec(rest)?.[0] ?? '').length;
    else if (rest.startsWith('\r\n')) push('end', 2);
    else if (first === '\n' || first === '\r') throw new Error('A line does not end as lines of Windows do.');
    else if (quotes.includes(first)) {
      const { text, length } = singleQuoted(rest);
      push('text', length, text);
    } else {
      const found =
        pattern('variable', /^\$(?:\w+|_)/, rest) ??
        pattern('number', /^\d+(?:KB|MB|GB)?(?![\w.])/, rest) ??
        pattern('parameter', /^-[A-Za-z]+:?/, rest) ??
        pattern('word', /^[A-Za-z]\w*(?:-[A-Za-z]+)*/, rest) ??
        pattern('sign', /^(?:@\(|[(){}[\],=|;.])/, rest);
      if (found === undefined) throw new Error(`Not in our scripts: ${rest.slice(0, 20)}`);
      push(found.kind, found.length);
    }
  }
  return tokens;
}

function pattern(
  kind: Token['kind'],
  regex: RegExp,
  text: string,
): { kind: Token['kind']; length: number } | undefined {
  const [found] = regex.exec(text) ?? [];
  return found === undefined ? undefined : { kind, length: found.length };
}

/** Any single quote ends the text, and two of any kind are one: the second. */
function singleQuoted(rest: string): { text: string; length: number } {
  let text = '';
  for (let at = 1; at < rest.length; at++) {
    const here = rest.charAt(at);
    if (quotes.includes(here)) {
      if (!quotes.includes(rest.charAt(at + 1)) || at + 1 >= rest.length) return { text, length: at + 1 };
      at++;
    }
    text += rest.charAt(at);
  }
  throw new Error('A text does not end.');
}

/** The statements of a script. */
export function read(script: string): readonly Statement[] {
  return new Reader(tokensOf(script)).statements('');
}

const operators = new Set(['-and', '-or', '-eq', '-ne', '-f', '-match', '-replace', '-split', '-join', '-gt']);

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  statements(until: string): readonly Statement[] {
    const found: Statement[] = [];
    for (;;) {
      while (this.#is('end') || this.#isSign(';')) this.#at++;
      if (this.#at >= this.#tokens.length || (until !== '' && this.#isSign(until))) return found;
      found.push(this.#statement());
    }
  }

  #statement(): Statement {
    const word = this.#is('word') ? this.#peek().text.toLowerCase() : '';
    if (word === 'function') return this.#function();
    if (word === 'param') {
      this.#at++;
      return { kind: 'parameters', names: this.#parameters() };
    }
    if (word === 'if') return this.#if();
    if (word === 'throw') {
      this.#at++;
      return { kind: 'throw', value: this.#expression() };
    }
    if (this.#is('variable') && this.#tokens[this.#at + 1]?.text === '=') {
      const { text } = this.#next();
      this.#at++;
      return { kind: 'assign', name: text.slice(1).toLowerCase(), value: this.#pipeline() };
    }
    return { kind: 'run', pipeline: this.#pipeline() };
  }

  #function(): Statement {
    this.#at++;
    const name = this.#next().text.toLowerCase();
    const parameters = this.#parameters();
    return { kind: 'function', name, parameters, body: this.#block() };
  }

  #parameters(): readonly string[] {
    this.#sign('(');
    const names: string[] = [];
    while (!this.#isSign(')')) {
      const { kind, text } = this.#next();
      if (kind === 'variable') names.push(text.slice(1).toLowerCase());
    }
    this.#sign(')');
    return names;
  }

  #if(): Statement {
    this.#at++;
    this.#sign('(');
    const condition = this.#pipeline();
    this.#sign(')');
    const then = this.#block();
    if (!this.#is('word') || this.#peek().text !== 'else') return { kind: 'if', condition, then, else: [] };
    this.#at++;
    return { kind: 'if', condition, then, else: this.#block() };
  }

  #block(): readonly Statement[] {
    this.#sign('{');
    const body = this.statements('}');
    this.#sign('}');
    return body;
  }

  #pipeline(): Expression {
    const steps: Step[] = [this.#step()];
    while (this.#isSign('|')) {
      this.#at++;
      steps.push(this.#step());
    }
    const [only] = steps;
    if (steps.length === 1 && only !== undefined && only.kind !== 'command') return only;
    return { kind: 'pipeline', steps };
  }

  #step(): Step {
    return this.#is('word') ? this.#command() : this.#expression();
  }

  #command(): Command {
    const name = this.#next().text;
    const named = new Map<string, Expression | undefined>();
    const positional: Expression[] = [];
    for (;;) {
      if (this.#is('parameter')) {
        const { text } = this.#next();
        const isTaken = text.endsWith(':') || this.#startsValue();
        named.set(text.slice(1).replace(':', ''), isTaken ? this.#argument() : undefined);
      } else if (this.#startsValue()) positional.push(this.#argument());
      else return { kind: 'command', name, named, positional };
    }
  }

  #startsValue(): boolean {
    if (this.#at >= this.#tokens.length) return false;
    const { kind, text } = this.#peek();
    return ['text', 'variable', 'number', 'word'].includes(kind) || ['(', '@(', '{'].includes(text);
  }

  /** A bare word is a text here, and so is what stands behind a comma. */
  #argument(): Expression {
    const items = [this.#argumentItem()];
    while (this.#isSign(',')) {
      this.#at++;
      items.push(this.#argumentItem());
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'list', items };
  }

  #argumentItem(): Expression {
    return this.#is('word') ? { kind: 'text', text: this.#next().text } : this.#postfix();
  }

  #expression(): Expression {
    let left = this.#unary();
    while (this.#is('parameter') && operators.has(this.#peek().text.toLowerCase())) {
      const operator = this.#next().text.toLowerCase();
      left = { kind: 'operator', operator, left, right: this.#operand(operator) };
    }
    return left;
  }

  /** `-and` and `-or` bind weaker than the others, and alike. */
  #operand(operator: string): Expression {
    let right = this.#unary();
    if (operator !== '-and' && operator !== '-or') return right;
    while (this.#is('parameter') && operators.has(this.#peek().text.toLowerCase())) {
      const next = this.#peek().text.toLowerCase();
      if (next === '-and' || next === '-or') break;
      this.#at++;
      right = { kind: 'operator', operator: next, left: right, right: this.#unary() };
    }
    return right;
  }

  #unary(): Expression {
    if (this.#is('parameter') && this.#peek().text === '-not') {
      this.#at++;
      return { kind: 'not', of: this.#unary() };
    }
    if (this.#isSign('[')) {
      this.#at++;
      const type = this.#next().text;
      this.#sign(']');
      return { kind: 'cast', type, of: this.#unary() };
    }
    const items = [this.#postfix()];
    while (this.#isSign(',')) {
      this.#at++;
      items.push(this.#postfix());
    }
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { kind: 'list', items };
  }

  #postfix(): Expression {
    let of = this.#primary();
    while (this.#at < this.#tokens.length && !this.#peek().isApart) {
      if (this.#isSign('.')) {
        this.#at++;
        const name = this.#next().text;
        const isCall = this.#at < this.#tokens.length && this.#isSign('(') && !this.#peek().isApart;
        of = { kind: 'member', of, name, args: isCall ? this.#arguments() : undefined };
      } else if (this.#isSign('[')) {
        this.#at++;
        const at = this.#expression();
        this.#sign(']');
        of = { kind: 'index', of, at };
      } else break;
    }
    return of;
  }

  #arguments(): readonly Expression[] {
    this.#sign('(');
    const found: Expression[] = [];
    while (!this.#isSign(')')) found.push(this.#expression());
    this.#sign(')');
    return found;
  }

  #primary(): Expression {
    const { kind, text } = this.#next();
    if (kind === 'text') return { kind: 'text', text };
    if (kind === 'variable') return { kind: 'variable', name: text.slice(1).toLowerCase() };
    if (kind === 'number') {
      const unit = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? '';
      return { kind: 'number', value: Number.parseInt(text, 10) * (units[unit] ?? 1) };
    }
    if (text === '(' || text === '@(') {
      const of = this.#pipeline();
      this.#sign(')');
      return text === '(' ? of : { kind: 'array', of };
    }
    if (text === '{') {
      const body = this.statements('}');
      this.#sign('}');
      return { kind: 'block', body };
    }
    throw new Error(`Not expected: ${text}`);
  }

  #peek(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('The script ends too soon.');
    return token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #is(kind: Token['kind']): boolean {
    return this.#tokens[this.#at]?.kind === kind;
  }

  #isSign(text: string): boolean {
    return this.#is('sign') && this.#peek().text === text;
  }

  #sign(text: string): void {
    const token = this.#next();
    if (token.kind !== 'sign' || token.text !== text) throw new Error(`${text} is missing before ${token.text}`);
  }
}
