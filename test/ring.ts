/** Groups in a ring, each with a connector to the next one, in one direction: every element is a single point of failure. */
export function ring(size: number): string {
  return Array.from({ length: size }, (_, i) => {
    const next = (i + 1) % size;
    return [
      `routing group G${i} {`,
      `  server S${i} { mailbox *@g${i}.com }`,
      `  routing group connector C${i} to G${next} { bridgehead S${i}; target S${next} }`,
      '}',
    ].join('\n');
  }).join('\n');
}
