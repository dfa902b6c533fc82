/** Whether a text holds no control characters (C0 and DEL): a NUL, say, is in no name and fails in databases. */
export function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return false
  }
  return true
}
