import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header holds this token. By digests: those have one length, and comparing them tells nothing of it. */
export function isBearer(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? []
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
