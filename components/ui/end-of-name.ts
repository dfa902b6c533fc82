/**
 * What is shown of a name behind the ellipsis where it needs more pixels than there are: nearly half of what has room;
 * undefined where the whole has. Widths are compared, not counted: half of the letters may be the wider half.
 */
export function endOfName(name: string, room: number, needed: number): string | undefined {
  if (needed <= room) return undefined
  const letters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment)
  return letters.slice(letters.length - Math.floor((letters.length * room * 0.45) / needed)).join('')
}
