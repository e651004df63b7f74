// Text that is to be written, with places to fill in. How an editor spells such places is known where the text is sent.

/** A place to fill in by typing over what stands there at first. */
export interface TabStop {
  readonly proposed: string;
}

/** Text as it will stand in the file, or a place in it to fill in; these are visited in the order of the text. */
export type Part = string | TabStop;

/** A line without its indentation; each tab at its start is one step deeper. An empty line sets apart what follows. */
export type Line = string | readonly Part[];

/** A place for something to be typed over. */
export function tabStop(text: string): TabStop {
  return { proposed: text };
}

/** The text as it stands before anything is filled in. */
export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.proposed)).join('');
}
