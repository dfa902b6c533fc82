import 'server-only'
import { randomBytes } from 'node:crypto'
import { isTypableSecret } from '@/lib/domain/texts/secret-rule'

/** Twenty random characters (120 bits) that satisfy the rule for passwords. */
export function generatePassword(): string {
  for (;;) {
    const password = randomBytes(15).toString('base64url')
    if (isTypableSecret(password)) return password
  }
}
