import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { askBlock, commandBlock, signInBlock } from './commands'
import { imageOf, registryOf } from './names'
import { doubleQuoted, word } from './quoting'

export const dockerBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  ...(handOff.plainHttp ? [insecureRegistries(handOff)] : []),
  signInBlock('signIn', shell, handOff, { command: 'docker login' }),
  askBlock(shell, handOff, 'docker login'),
  commandBlock('use', shell, `docker pull ${word(shell, imageOf(handOff))}`),
]

const insecureRegistries = (handOff: HandOff): HandOffBlock => ({
  id: 'insecureRegistries',
  syntax: 'json',
  text: `{ "insecure-registries": [${doubleQuoted(registryOf(handOff))}] }`,
  note: 'plainHttp',
  fileName: '/etc/docker/daemon.json',
})
