import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { placeOf } from './placeholders'
import { word } from './quoting'
import { askBlock, signInBlock, syntaxOf } from './sign-in'

export const dockerBlocks = (shell: HandOffShell, handOff: HandOff): HandOffBlock[] => [
  signInBlock('signIn', shell, handOff, { login: 'docker login' }),
  askBlock(shell, handOff, 'docker login'),
  {
    id: 'use',
    syntax: syntaxOf(shell),
    text: `docker pull ${word(shell, `${placeOf(handOff)}/app:1.0`)}`,
    note: null,
  },
]
