import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { askBlock, commandBlock, signInBlock } from './commands'
import { placeOf } from './names'
import { word } from './quoting'

export function helmBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const plain = handOff.plainHttp ? ' --plain-http' : ''
  const command = `helm registry login${plain}`
  const chart = word(shell, `oci://${placeOf(handOff)}/chart`)
  return [
    signInBlock('signIn', shell, handOff, { command }),
    askBlock(shell, handOff, command),
    commandBlock('use', shell, `helm pull${plain} ${chart} --version 1.0.0`),
  ]
}
