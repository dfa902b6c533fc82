import 'server-only'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { failureBuckets } from '../guessing/failure-buckets'
import { Guess } from '../guessing/guess'
import { isLive, readSecrets } from '../robots/robot-secrets'
import { isGeneratedSecret } from '../secrets/secret'
import { indexOfGenerated, inTurn, matches } from '../secrets/stored-secret'
import { db } from '../store/db'

/** By user: who may give a robot a new secret may not find out its present one by trying. */
const guesses = () =>
  globalState('link-secret-guesses', () => failureBuckets('link-secret', { points: 5, seconds: 300 }))

/**
 * The row of the robot's present secret, or of the one of two live ones, if this is it: nobody can hand on a text of their own. *Invalid* when it is
 * not; *too many requests* when one that can be guessed was not too often.
 */
export async function presentSecret(userId: number, robotId: number, secret: string): Promise<{ id: number }> {
  const found = await (isGeneratedSecret(secret) ? findGenerated(robotId, secret) : prove(userId, robotId, secret))
  if (!found) throw new Refusal('invalid', "this is not the robot account's present secret", 'link-secret')
  return found
}

async function prove(userId: number, robotId: number, secret: string): Promise<{ id: number } | null> {
  const guess = new Guess([{ of: guesses(), key: String(userId) }])
  guess.refuseIfTooMany()
  guess.count()
  const found = await findChosen(robotId, secret, guess).catch((error: unknown) => {
    guess.takeBack()
    throw error
  })
  if (found) guess.takeBack()
  else guess.fail()
  return found
}

async function findGenerated(robotId: number, secret: string): Promise<{ id: number } | null> {
  const stored = await liveSecrets(robotId, 'sha256')
  return stored[indexOfGenerated(secret, stored)] ?? null
}

async function findChosen(robotId: number, secret: string, guess: Guess): Promise<{ id: number } | null> {
  for (const stored of await liveSecrets(robotId, 'argon2id'))
    if (await inTurn(() => guess.look(() => matches(secret, stored)))) return stored
  return null
}

const liveSecrets = async (robotId: number, scheme: 'sha256' | 'argon2id') =>
  (await readSecrets(db(), { robotId, endedAt: null })).filter((secret) => secret.scheme === scheme && isLive(secret))
