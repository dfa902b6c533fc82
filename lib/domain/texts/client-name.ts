/** As much of a client's name as is kept: enough for any real one, too little to fill a database with. */
export const maxClientLength = 120

/**
 * What a client calls itself, for people to read: its User-Agent, or else the `client_id` it sent. Control and
 * formatting characters, which could garble a page or a terminal, count as blanks. Null when it says nothing.
 */
export function clientName(userAgent: string | undefined, clientId?: string | null): string | null {
  return readable(userAgent ?? '') ?? readable(clientId ?? '')
}

function readable(text: string): string | null {
  // Bounded first: a header may be long, and a replacement looks at all of it.
  const cleaned = text
    .slice(0, 1_000)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
  if (cleaned === '') return null
  const characters = [...cleaned]
  return characters.length <= maxClientLength ? cleaned : `${characters.slice(0, maxClientLength - 1).join('')}…`
}
