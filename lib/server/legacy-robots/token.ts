import 'server-only'
import type { KeyObject } from 'node:crypto'
import { decodeJwt, errors, jwtVerify } from 'jose'
import { parseLegacyClaims, type ParsedClaims } from '@/lib/domain/legacy-robots/legacy-claims'
import { now } from '../clock'

/** Longer than any secret a robot of today can have: what is sent tells which of the two it is meant as. */
const longestSecret = 128

/** Whether a secret has the form of a legacy robot's token. */
export const isLegacyToken = (secret: string): boolean =>
  secret.length > longestSecret && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(secret)

/** What a token claims to be, before anybody has looked at its signature: only good for finding whom to ask. */
export function claimedIn(token: string): ParsedClaims {
  try {
    return parseLegacyClaims(decodeJwt(token))
  } catch {
    return { ok: false, robotId: null, problem: 'it holds nothing that can be read' }
  }
}

type TokenVerdict = 'right' | 'expired' | 'wrong'

/** Whether the key has signed the token, by RS256 and nothing else, and its time has not come. */
export async function verifyLegacyToken(token: string, key: KeyObject): Promise<TokenVerdict> {
  try {
    await jwtVerify(token, key, { algorithms: ['RS256'], currentDate: now() })
    return 'right'
  } catch (error) {
    // Checked after the signature.
    return (error as { code?: string }).code === errors.JWTExpired.code ? 'expired' : 'wrong'
  }
}
