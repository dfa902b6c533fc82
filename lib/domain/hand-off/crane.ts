import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { askBlock, commandBlock, signInBlock } from './commands'
import { imageOf, registryOf } from './names'
import { word } from './quoting'

export function craneBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const plain = handOff.plainHttp
  const crane = plain ? 'crane --insecure' : 'crane'
  const oras = plain ? 'oras login --plain-http' : 'oras login'
  const regctl = { command: 'regctl registry login', user: '--user', stdin: '--pass-stdin' }
  return [
    signInBlock('crane', shell, handOff, { command: `${crane} auth login` }),
    signInBlock('oras', shell, handOff, { command: oras }),
    signedInPlainly(shell, handOff, signInBlock('regctl', shell, handOff, regctl)),
    askBlock(shell, handOff, oras),
    commandBlock('use', shell, `${crane} digest ${word(shell, imageOf(handOff))}`),
  ]
}

/** regctl remembers about each registry how it is spoken to. */
function signedInPlainly(shell: HandOffShell, handOff: HandOff, block: HandOffBlock): HandOffBlock {
  if (!handOff.plainHttp) return block
  return { ...block, text: `regctl registry set --tls disabled ${word(shell, registryOf(handOff))}\n${block.text}` }
}
