import 'server-only'
import { randomBytes, sign } from 'node:crypto'
import { signingKey } from './signing-key'

/** One repository (or the catalogue) and what the bearer may do with it. */
export type TokenAccess = { type: string; name: string; actions: string[] }

/** Times in whole Unix seconds; Distribution refuses a fraction, and an audience that is a list. */
export type TokenClaims = { sub: string; aud: string; iat: number; exp: number; access: TokenAccess[] }

/** What a registry's `auth.token.issuer` must say: Harbor's word, so that its configurations go on working. */
export const tokenIssuer = 'harbor-token-issuer'

/** Signs a Docker registry token (JWT, ES256) with the key in use. */
export async function signToken({ sub, aud, iat, exp, access }: TokenClaims): Promise<string> {
  const { kid, privateKey } = await signingKey()
  const jti = randomBytes(12).toString('base64url')
  const claims = { iss: tokenIssuer, sub, aud, exp, nbf: iat, iat, jti, access }
  const text = `${encode({ typ: 'JWT', alg: 'ES256', kid })}.${encode(claims)}`
  // JOSE wants the two numbers side by side, not the DER that is OpenSSL's default.
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
