import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { commandBlock, historyNote, written } from './commands'
import { imageOf, noSecret, registryOf } from './names'
import { word } from './quoting'

/** Docker's `config.json`, which a dozen tools read. Without a secret it says what is missing, in words. */
function dockerConfig(handOff: HandOff) {
  const { name, secret } = handOff
  const entry = secret === null ? { username: name, password: noSecret } : { auth: base64(`${name}:${secret}`) }
  return { auths: { [registryOf(handOff)]: entry } }
}

export const configText = (handOff: HandOff): string => JSON.stringify(dockerConfig(handOff), null, 2)
export const configLine = (handOff: HandOff): string => JSON.stringify(dockerConfig(handOff))

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

export function configBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const makeFolder = shell === 'posix' ? 'mkdir -p robot' : 'New-Item -ItemType Directory -Force robot | Out-Null'
  const save = written(shell, configLine(handOff), 'robot/config.json')
  return [
    {
      id: 'configJson',
      syntax: 'json',
      text: configText(handOff),
      note: handOff.secret === null ? 'authAlone' : 'holdsSecret',
      fileName: 'config.json',
    },
    commandBlock('saveConfig', shell, `${makeFolder}\n${save}`, historyNote(shell)),
    commandBlock('use', shell, `docker --config robot pull ${word(shell, imageOf(handOff))}`),
  ]
}
