import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { placeOf } from './placeholders'
import { word } from './quoting'
import { askBlock, signInBlock, syntaxOf } from './sign-in'

export function helmBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const plain = handOff.plainHttp ? ' --plain-http' : ''
  const login = `helm registry login${plain}`
  return [
    signInBlock('signIn', shell, handOff, { login }),
    askBlock(shell, handOff, login),
    {
      id: 'use',
      syntax: syntaxOf(shell),
      text: `helm pull${plain} ${word(shell, `oci://${placeOf(handOff)}/chart`)} --version 1.0.0`,
      note: null,
    },
  ]
}
