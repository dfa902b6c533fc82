const minSecretLength = 8
const maxSecretLength = 128

/** Harbor's rule for a chosen secret: 8 to 128 bytes with a lower-case letter, an upper-case letter and a digit. */
export function isValidSecret(secret: string): boolean {
  const bytes = new TextEncoder().encode(secret).length
  if (bytes < minSecretLength || bytes > maxSecretLength) return false
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /[0-9]/.test(secret)
}

/** The pages also refuse white space, which is nearly always a slip of the clipboard (Harbor's portal does the same). */
export const isTypableSecret = (secret: string): boolean => isValidSecret(secret) && !/\s/.test(secret)
export const typableSecretRule =
  'must have 8 to 128 characters with an upper-case letter, a lower-case letter, a digit and no white space'

/** What the secrets that this server makes look like. Whether it is one only its checksum tells, on the server. */
const generatedShape = /hrb_[0-9A-Za-z]{36}/

export const looksLikeSecret = (text: string): boolean => generatedShape.test(text)
