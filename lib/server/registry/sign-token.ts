import 'server-only'
import { randomFillSync, sign } from 'node:crypto'
import { globalState } from '../global-state'
import type { SigningKey } from './signing-key'

/** One repository (or the catalogue) and what the bearer may do with it; with the class that was asked for. */
export type TokenAccess = { type: string; class?: string; name: string; actions: string[] }

/** Times in whole Unix seconds; Distribution refuses a fraction, and an audience that is a list. */
type TokenClaims = { sub: string; aud: string; iat: number; exp: number; access: TokenAccess[] }

/** What a registry's `auth.token.issuer` must say: Harbor's word, so that its configurations go on working. */
export const tokenIssuer = 'harbor-token-issuer'

/** Signs a Docker registry token (JWT, ES256). */
export function signToken({ sub, aud, iat, exp, access }: TokenClaims, { kid, privateKey }: SigningKey): string {
  const jti = tokenId()
  const claims = { iss: tokenIssuer, sub, aud, exp, nbf: iat, iat, jti, access }
  const text = `${header(kid)}.${encode(claims)}`
  // JOSE wants the two numbers side by side, not the DER that is OpenSSL's default.
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The same for all tokens of a key. */
function header(kid: string): string {
  const state = globalState<{ kid?: string; text?: string }>('token-header', () => ({}))
  if (state.kid !== kid) Object.assign(state, { kid, text: encode({ typ: 'JWT', alg: 'ES256', kid }) })
  return state.text!
}

const idBytes = 12

/** 96 random bits. Drawn for many tokens at once: each draw costs far more than the bytes. */
function tokenId(): string {
  const drawn = globalState('token-ids', () => ({ bytes: Buffer.alloc(idBytes * 256), at: idBytes * 256 }))
  if (drawn.at === drawn.bytes.length) {
    randomFillSync(drawn.bytes)
    drawn.at = 0
  }
  const id = drawn.bytes.toString('base64url', drawn.at, drawn.at + idBytes)
  drawn.at += idBytes
  return id
}
