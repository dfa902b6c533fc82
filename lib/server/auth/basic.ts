import 'server-only'
import { isPrintable } from '@/lib/domain/texts/printable'
import type { Actor, RequestSource } from '../rights/actor'
import { formerPrefixBy } from '../settings/current'
import { noteUse } from '../usage/note-use'
import { authenticateUser } from '../users/authenticate'
import { authenticateRobot, isRobotName, readSignIn, underPresentName } from './authenticate-robot'

export type Basic = { username: string; secret: string }

/** Bounds what one attempt may make us hash and look up; the longest real one holds a legacy robot's token. */
const maxLength = 8_192

/** The name and secret of an `Authorization: Basic` header, or null when it is anything else. Never throws. */
export function parseBasic(header: string): Basic | null {
  const [, encoded] = /^basic +([a-z0-9+/]+={0,2})$/i.exec(header.trim()) ?? []
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : readableBasic(text.slice(0, colon), text.slice(colon + 1))
}

/** The pair when it can be somebody's, however it was sent; else null. */
export function readableBasic(username: string, secret: string): Basic | null {
  // Control characters are in no name; a NUL would even make PostgreSQL fail.
  return isPrintable(username) && username.length + secret.length < maxLength ? { username, secret } : null
}

/** Who an `Authorization` header proves: a robot when the name has the robots' prefix, else a user. Null when nobody. */
export async function authenticateBasic(header: string, source: RequestSource): Promise<Actor | null> {
  const basic = parseBasic(header)
  if (!basic) return null
  const answer = await readSignIn(basic.username)
  if (isRobotName(basic.username, answer)) {
    const robot = await authenticateRobot({ ...basic, source }, answer)
    noteUse(robot, source, formerPrefixBy(answer.settings, basic.username))
    return robot && underPresentName(robot, answer)
  }
  const user = await authenticateUser({ username: basic.username, password: basic.secret, source })
  return user && { kind: 'user', ...user, source }
}
