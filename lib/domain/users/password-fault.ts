import { isTypableSecret, isValidSecret, typableSecretRule } from '../texts/secret-rule'

/** What is wrong with a new password, or null, in Harbor's sentence where Harbor refuses it too; `present` is the old one. */
export function passwordFault(password: string, present?: string): string | null {
  if (!isValidSecret(password)) {
    return 'the password or secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number'
  }
  if (!isTypableSecret(password)) return `the password ${typableSecretRule}`
  return password === present ? 'New password is identical to old password' : null
}
