import type { HandOff, HandOffBlock, HandOffShell } from './block'
import { askBlock, commandBlock, signInBlock } from './commands'
import { imageOf } from './names'
import { word } from './quoting'

const programs = ['podman', 'skopeo', 'buildah'] as const

/** The three share what they keep: who has signed in with one is signed in with all. */
export function podmanBlocks(shell: HandOffShell, handOff: HandOff): HandOffBlock[] {
  const plain = handOff.plainHttp ? ' --tls-verify=false' : ''
  const signIns = programs.map((name) => signInBlock(name, shell, handOff, { command: `${name} login${plain}` }))
  return [
    ...signIns,
    { ...askBlock(shell, handOff, `podman login${plain}`), note: 'oneSignIn' },
    commandBlock('use', shell, `podman pull${plain} ${word(shell, imageOf(handOff))}`),
  ]
}
