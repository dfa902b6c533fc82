// `npm run keys:export -- [--pem | --jwks] [file]`: the public keys that registries check our tokens with.
import '@/lib/server/http/load-env'
import path from 'node:path'
import { writeWhole } from '@/lib/server/registry/export-keys'
import { certificateBundle, jsonWebKeySet } from '@/lib/server/registry/published-keys'
import { readFlags, withKeys } from './open-keys'

const usage = `Usage: npm run keys:export -- [--pem | --jwks] [file]

  --pem    certificates, for Distribution's rootcertbundle (the default)
  --jwks   a JSON Web Key Set, for the jwks of Distribution 3
  [file]   where to; else they are printed (npm run --silent keys:export prints nothing else)`

const { flags, argument } = readFlags('keys:export', usage, ['pem', 'jwks'])

await withKeys('keys:export', async () => {
  const text = await (flags.jwks ? jsonWebKeySet() : certificateBundle())
  if (argument === undefined) return void process.stdout.write(text)
  // npm changes to the project's folder; files are meant from where it was called.
  const file = path.resolve(process.env.INIT_CWD ?? '.', argument)
  try {
    writeWhole(file, text)
  } catch (error) {
    throw new Error(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, { cause: error })
  }
})
