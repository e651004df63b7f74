// Text of users in Markdown: what looks like HTML, a link or emphasis in it stays what it is.

export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+!|&]/g, '\\$&').replaceAll('\n', '  \n');
}

export function codeBlock(text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}topo\n${text}\n${fence}`;
}

export function inlineCode(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

export function list(facts: readonly string[]): string {
  return facts.map((fact) => `- ${fact}`).join('\n');
}
