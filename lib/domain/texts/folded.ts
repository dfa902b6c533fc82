/**
 * A text as searches compare it: spellings that differ in case alone become one. Every character by itself is
 * decomposed (NFKD) and made small, capital and small again, which `ß`, `ẞ` and `SS`, or `σ` and `ς`, come out of
 * alike. The dot above goes: small, it is all that tells `İ` from `I`. What is done to each character alone is done to
 * every part of a text, so the folded text holds the folded form of whatever the text holds.
 */
export function folded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return Array.from(text, foldedCharacter).join('')
}

const foldedCharacter = (character: string): string =>
  character.normalize('NFKD').toLowerCase().toUpperCase().toLowerCase().replaceAll('\u0307', '')
