// How wide a text is on a screen, without a screen: average glyph widths of the usual system fonts, in hundredths of
// the font size, rounded up a little so that a box is never too small.

const narrow = 30;
const slim = 38;
const regular = 58;
const capital = 69;
const broad = 90;
const full = 105;

const widths = new Map<string, number>();
for (const glyph of "ijl|'.,:;!I") widths.set(glyph, narrow);
for (const glyph of 'frt()[]{}-/\\" `*') widths.set(glyph, slim);
for (const glyph of 'ABCDEFGHKLNOPQRSTUVXYZ&_') widths.set(glyph, capital);
for (const glyph of 'mwMW@%…<>=+~') widths.set(glyph, broad);

/** The width of a text in scene units at a font size in the same. */
export function textWidth(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const glyph of text) hundredths += glyphWidth(glyph);
  return (hundredths * fontSize) / 100;
}

/** The text, cut with an ellipsis so that it is at most `width` wide; see `printable`. */
export function fitted(text: string, fontSize: number, width: number): string {
  const whole = printable(text).slice(0, longest);
  if (textWidth(whole, fontSize) <= width) return whole;
  let room = (width * 100) / fontSize - glyphWidth('…');
  let kept = '';
  for (const glyph of whole) {
    room -= glyphWidth(glyph);
    if (room < 0) break;
    kept += glyph;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in lines that are at most `width` wide, broken between words; a longer word has a line of its own. */
export function broken(text: string, fontSize: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length === 0 || textWidth(longer, fontSize) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** More letters than there is room for anywhere; so the others need not be looked at. */
const longest = 400;

/** A text on one line: control characters become blanks, and those that turn the direction of writing go. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Bidi_Control}+/gu, '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ');
}

function glyphWidth(glyph: string): number {
  const known = widths.get(glyph);
  if (known !== undefined) return known;
  return (glyph.codePointAt(0) ?? 0) < 0x1100 ? regular : full;
}
