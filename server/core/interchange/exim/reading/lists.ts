// Lists as Exim writes them: a colon between the items, twice for one that is part of an item; `<;` in front takes another
// separator (The Exim specification, "List construction").

/** More items than any list has. */
const mostItems = 10_000;

/** The items of a list without blanks around them; those behind the ten thousandth are not there. */
export function listItems(text: string): string[] {
  const [, given] = /^\s*<([^\w\s])/.exec(text) ?? [];
  const separator = given ?? ':';
  const rest = given === undefined ? text : text.replace(/^\s*<./, '');
  const items: string[] = [];
  let item = '';
  for (let at = 0; at < rest.length; at++) {
    const character = rest[at] ?? '';
    if (character !== separator) item += character;
    else if (rest[at + 1] === separator) {
      item += separator;
      at++;
    } else {
      items.push(item.trim());
      item = '';
    }
    if (items.length >= mostItems) return items;
  }
  if (item.trim() !== '') items.push(item.trim());
  return items;
}

/** A value as Exim takes it: what stands in quotation marks is unescaped. */
export function optionValue(text: string): string {
  const trimmed = text.trim();
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/s.exec(trimmed) ?? [];
  if (quoted === undefined) return trimmed;
  return quoted.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The rules of a `route_list`: `;` between them, twice for one that is part of a rule. */
export function routeRules(text: string): string[] {
  return listItems(/^\s*<[^\w\s]/.test(text) ? text : `<;${text}`).filter((rule) => rule !== '');
}

/** Words of a rule: the pattern, the hosts, the options; each may stand in quotation marks. */
export function words(rule: string): string[] {
  const found = rule.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  return found.map(optionValue);
}
