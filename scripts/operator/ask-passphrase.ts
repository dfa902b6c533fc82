// The passphrase of a backup: from a file, from BACKUP_PASSPHRASE, or from whoever sits at the terminal.
import { readFileSync } from 'node:fs'
import { passphraseIn } from '@/lib/server/backup/passphrase'
import { env } from '@/lib/server/env'
import { askSilently } from './ask-silently'
import { givenPath } from './given-path'

/** `twice`: for a new one, where a slip would be found out only when it is needed. */
export async function passphrase(file: string | undefined, { twice }: { twice: boolean }): Promise<string> {
  if (file !== undefined) return passphraseIn(contentOf(givenPath(file)))
  const given = env().BACKUP_PASSPHRASE
  // Kubernetes hands a secret on with the line break that its file ended in, which nobody could type.
  if (given !== undefined) return passphraseIn(Buffer.from(given))
  if (!process.stdin.isTTY) throw new Error('it needs a passphrase: --passphrase-file <file>, or BACKUP_PASSPHRASE')
  const typed = await askSilently('Passphrase of the backup: ')
  if (twice && typed !== (await askSilently('The same once more: ')))
    throw new Error('these are two different passphrases')
  return typed
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw Object.assign(error as Error, { path: file })
  }
}
