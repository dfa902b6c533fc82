// `npm run keys:export -- [--pem | --jwks] [file]`: the public keys that registries check our tokens with.
import '@/lib/server/http/process/load-env'
import { writeWhole } from '@/lib/server/registry/export-keys'
import { certificateBundle, jsonWebKeySet } from '@/lib/server/registry/published-keys'
import { call } from './call'
import { givenPath } from './given-path'
import { commandWithKeys } from './keys-command'

const usage = `Usage: ${call('keys:export', '[--pem | --jwks] [file]')}

  --pem    certificates, for Distribution's rootcertbundle (the default)
  --jwks   a JSON Web Key Set, for the jwks of Distribution 3
  [file]   where to; else they are printed (npm run --silent keys:export prints nothing else)`

await commandWithKeys('keys:export', usage, ['pem', 'jwks'], async (flags, argument) => {
  const text = await (flags.jwks ? jsonWebKeySet() : certificateBundle())
  if (argument === undefined) return void process.stdout.write(text)
  const file = givenPath(argument)
  try {
    writeWhole(file, text)
  } catch (error) {
    throw new Error(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, { cause: error })
  }
})
