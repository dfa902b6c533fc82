import 'server-only'
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, lstat, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { clearOnExit } from './clear-on-exit'

// A backup as a file: its lines, compressed, and sealed as `age --passphrase` does it, all of it: whoever lacks the
// passphrase learns nothing, and no byte of it can be changed, left out or added unnoticed.

/** age's own default: about a second for a guess. */
const usualWork = 18

/**
 * Writes a file that is not there yet, readable by its owner alone. It appears under its name when all of it is on the
 * disk, or not at all.
 */
export async function writeSealed(
  file: string,
  lines: AsyncIterable<string>,
  passphrase: string,
  work = usualWork,
): Promise<number> {
  await refuseExisting(file)
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`
  const handle = await open(draft, 'wx', 0o600).catch((error: Error) => {
    throw Object.assign(error, { path: file })
  })
  const keep = clearOnExit(draft)
  try {
    const sealed = await sealer(passphrase, work).encrypt(compressed(lines))
    let size = 0
    for await (const chunk of sealed as unknown as AsyncIterable<Uint8Array>) {
      await writeAll(handle, chunk)
      size += chunk.length
    }
    await handle.sync()
    await appear(draft, file)
    await syncFolder(path.dirname(file))
    return size
  } finally {
    await handle.close()
    await rm(draft, { force: true })
    keep()
  }
}

function sealer(passphrase: string, work: number): Encrypter {
  const sealer = new Encrypter()
  sealer.setPassphrase(passphrase)
  sealer.setScryptWorkFactor(work)
  return sealer
}

/** An error of the lines is the reader's. */
function compressed(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const gzip = createGzip()
  const source = Readable.from(lines, { objectMode: true })
  source.once('error', (error) => gzip.destroy(error))
  gzip.once('close', () => source.destroy())
  return Readable.toWeb(source.pipe(gzip)) as ReadableStream<Uint8Array>
}

type Handle = Awaited<ReturnType<typeof open>>

/** A disk that is nearly full takes a part of what it is given, and says so only then. */
async function writeAll(handle: Handle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten
}

/** Never in the place of another; where a disk knows no links, as a memory stick, as good as can be. */
async function appear(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw alreadyThere(file)
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error
    await refuseExisting(file)
    await rename(draft, file)
  }
}

async function refuseExisting(file: string): Promise<void> {
  // A link that leads nowhere is there, too.
  const isThere = await lstat(file).then(
    () => true,
    () => false,
  )
  if (isThere) throw alreadyThere(file)
}

const alreadyThere = (file: string): Error => new Error(`${file} is there already, and is left as it is`)

/** The name, too, must outlive a power cut; not every system lets a folder be opened. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** A sealed file that was opened with its passphrase: its text, as often as it is asked for. */
type SealedFile = { text: () => AsyncGenerator<Uint8Array>; size: number }

const magic = 'age-encryption.org/v1\n'
/** Of a file with a passphrase it is about 160 bytes long. */
const headerRoom = 1024

/** Throws a sentence when it is no such file, or the passphrase is another one. */
export async function openSealed(file: string, passphrase: string): Promise<SealedFile> {
  const { start, size } = await readStart(file)
  if (!start.toString('latin1').startsWith(magic)) throw new Error(`${file} is no backup of a robot console`)
  const opener = new Decrypter()
  opener.addPassphrase(passphrase)
  const fileKey = await opener.decryptHeader(start).catch((error: Error) => {
    const isWrong = /no identity matched/.test(error.message)
    throw new Error(
      isWrong ? 'the passphrase is another one' : `${file} cannot be read: it is cut off or was changed`,
      {
        cause: error,
      },
    )
  })
  return { size, text: () => unsealed(file, fileKey) }
}

async function readStart(file: string): Promise<{ start: Buffer; size: number }> {
  // To open a pipe would wait for somebody to write into it, past any signal.
  if (!(await stat(file)).isFile()) throw new Error(`${file} is no file`)
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headerRoom), 0, headerRoom, 0)
    return { start: buffer.subarray(0, bytesRead), size: (await handle.stat()).size }
  } finally {
    await handle.close()
  }
}

/** Some thousand rows. */
const textAtOnce = 1 << 20

async function* unsealed(file: string, fileKey: Uint8Array): AsyncGenerator<Uint8Array> {
  const opener = new Decrypter()
  opener.addIdentity({ unwrapFileKey: () => fileKey })
  const source = createReadStream(file)
  const gunzip = createGunzip({ chunkSize: textAtOnce })
  try {
    const plain = await opener.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>)
    const unpacked = Readable.fromWeb(plain as unknown as WebStream)
    unpacked.once('error', (error) => gunzip.destroy(error))
    yield* unpacked.pipe(gunzip)
  } catch (error) {
    throw new Error(`${file} cannot be read: it is cut off or was changed`, { cause: error })
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}
