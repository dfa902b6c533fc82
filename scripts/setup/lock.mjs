import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './root.mjs'

const defaultFile = path.join(root, '.cache/setup.lock')
const beatMs = 2_000
/** A process id may live on as somebody else's (a restarted container), so an owner also has to keep the file fresh. */
const staleMs = 20_000

/**
 * Runs `fn` while no other process of this clone does the same. A lock whose owner has died is taken over; `waiting`
 * is told the owner's process id when there is someone to wait for.
 * @template Result
 * @param {() => Promise<Result>} fn
 * @param {(owner: string) => void} waiting
 */
export async function withLock(fn, waiting = () => {}, file = defaultFile) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; !take(file); await sleep(100)) {
    const holder = holderOf(file)
    if (!holder) continue
    if (!holder.alive) discard(file, holder.text)
    else if (!told) told = (waiting(holder.text), true)
  }
  const release = () => rmSync(file, { force: true })
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), beatMs)
  process.once('exit', release)
  try {
    return await fn()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file) {
  try {
    const text = readFileSync(file, 'utf8')
    const fresh = Date.now() - statSync(file).mtimeMs < staleMs
    return { text, alive: fresh && (text === '' || isAlive(Number(text))) }
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isAlive(pid) {
  if (pid === process.pid) return false // ours from an earlier life
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // it lives, under another user
  }
}

/** Moves the dead owner's file aside first: two who find it at once must not remove each other's fresh lock. */
function discard(file, text) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  rmSync(aside, { force: true })
}
