import { z } from 'zod'
import { robotId } from '../robots/robot-schema'

/** How long a link may be open. */
export const linkHours = [1, 4, 24, 72, 168] as const
export const maxOpenLinks = 20
/** So many wrong passphrases, and the link is gone. */
export const passphraseTries = 5

const minPassphraseLength = 8
const maxPassphraseLength = 128

/** What a passphrase is taken for, however a keyboard puts its accents together. */
const passphraseText = (typed: string): string => typed.normalize('NFC')

export function isPassphrase(typed: string): boolean {
  const { length } = [...passphraseText(typed)]
  return length >= minPassphraseLength && length <= maxPassphraseLength && typed.trim() !== ''
}

/** The secret comes along: the server has none but its hash. */
export const createLinkInput = z.object({
  robotId,
  secret: z.string().min(1).max(500),
  hours: z.number().int().min(1).max(168),
  passphrase: z
    .string()
    .max(1_000)
    .refine(isPassphrase, 'passphrase')
    .transform((typed) => passphraseText(typed))
    .optional(),
})
export type CreateLinkInput = z.output<typeof createLinkInput>

/** Whatever is sent: what is no link is answered as one that is over. */
export const openLinkInput = z.object({
  id: z.string().max(1_000),
  key: z.string().max(1_000),
  passphrase: z
    .string()
    .max(1_000)
    .transform((typed) => passphraseText(typed))
    .optional(),
})
export type OpenLinkInput = z.output<typeof openLinkInput>

export const withdrawLinkInput = z.object({ id: z.number().int().positive() })
